package io.basis.backtest.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about market data. */
@Command(
        name = "data",
        description = "Inspects and makes market data.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InspectCommand.class, SampleCommand.class, SignalsCommand.class})
final class DataCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "data needs a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
