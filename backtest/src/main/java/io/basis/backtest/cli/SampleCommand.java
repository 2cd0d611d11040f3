package io.basis.backtest.cli;

import io.basis.venues.catalogue.SampleCatalogue;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a synthetic catalogue. */
@Command(
        name = "sample",
        description = "Makes a catalogue of synthetic market data.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SampleCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to make it in.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed, other data. Default: 1.")
    private long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() {
        SampleCatalogue.write(out, seed);
        spec.commandLine().getOut().println("synthetic catalogue of seed " + seed + " in " + out);
        return ExitCode.DONE;
    }
}
