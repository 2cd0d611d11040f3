package io.basis.backtest.cli;

import io.basis.marketdata.signal.ExampleModel;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.SignalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets the example model predict the bars of a catalogue, each from earlier ones, and writes a file of it. */
@Command(
        name = "signals",
        description = "Writes what the example model predicts of a catalogue's five-minute bars.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SignalsCommand implements Callable<Integer> {

    /** What modes ask for unless they are told otherwise. */
    private static final double CONFIDENT = 0.7;

    @Mixin
    private final MarketOptions market = new MarketOptions();

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "First bar, a date or instant in UTC; default: all that can be predicted.")
    @Nullable
    private String from;

    @Option(names = "--to", paramLabel = "T", description = "Last bar, a date or instant in UTC.")
    @Nullable
    private String to;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "File to write, gzipped if its name ends with .gz.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Instant first = from == null ? Instant.MIN : Options.instant("--from", from);
        Instant last = to == null ? Instant.MAX : Options.instant("--to", to);
        if (last.isBefore(first)) {
            throw new WrongInput("--to " + last + " is before --from " + first);
        }
        if (Files.isDirectory(out)) {
            throw new WrongInput("--out " + out + " is a folder, a file is needed");
        }
        List<Signal> all = new ExampleModel(market.open()).signals();
        List<Signal> wanted = all.stream()
                .filter(signal -> !signal.at().isBefore(first) && !signal.at().isAfter(last))
                .toList();
        if (wanted.isEmpty()) {
            throw new WrongInput(
                    all.isEmpty()
                            ? "nothing can be predicted of " + market.label() + ", more than eight days of "
                                    + "five-minute bars are needed"
                            : "nothing can be predicted between --from and --to, only from "
                                    + all.getFirst().at() + " to "
                                    + all.getLast().at());
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        SignalFile.write(out, wanted);
        long confident = wanted.stream()
                .filter(signal -> signal.confidence() >= CONFIDENT)
                .count();
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%d signals from %s to %s in %s, %d of them with a confidence of %s or more",
                        wanted.size(),
                        wanted.getFirst().at(),
                        wanted.getLast().at(),
                        out,
                        confident,
                        CONFIDENT));
        return ExitCode.DONE;
    }
}
