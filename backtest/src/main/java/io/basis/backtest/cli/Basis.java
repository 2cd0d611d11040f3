package io.basis.backtest.cli;

import io.basis.backtest.Build;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code basis}, which does nothing without one of its subcommands. */
@Command(
        name = "basis",
        description = "Runs crypto basis, staking, lending and ML strategies.",
        mixinStandardHelpOptions = true,
        versionProvider = Basis.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BacktestCommand.class,
            StressCommand.class,
            SimulateCommand.class,
            UpCommand.class,
            ChaosCommand.class,
            ModesCommand.class,
            DataCommand.class,
            AuditCommand.class
        },
        footer = {
            "",
            "./basis test runs all tests.",
            "Exit codes: 0 done; 1 a violation was found; 2 wrong input; 3 run stopped."
        })
public final class Basis implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is needed: " + String.join(", ", spec.subcommands().keySet()) + "; see ./basis --help");
    }

    /** The command line, printing results to one stream and everything else to another. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Basis())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, args) -> {
                    wrong.getCommandLine().getErr().println(ExitCode.line(wrong));
                    return ExitCode.WRONG_INPUT;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    int code = ExitCode.of(failure);
                    command.getErr().println(ExitCode.line(failure));
                    return code;
                });
    }

    /** Says which version this is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"basis " + Build.version()};
        }
    }
}
