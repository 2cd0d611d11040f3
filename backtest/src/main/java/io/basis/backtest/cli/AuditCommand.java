package io.basis.backtest.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the audit. */
@Command(
        name = "audit",
        description = "Looks after the record of what was asked, decided and ordered.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AuditVerifyCommand.class)
final class AuditCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "audit needs a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
