package io.basis.backtest.cli;

import io.basis.backtest.output.TextTable;
import io.basis.backtest.stack.AuditLog;
import io.basis.strategy.audit.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks through the audit, and names the first record of each strategy that is not as it was written. */
@Command(
        name = "verify",
        description = "Looks through the audit of every strategy for records that were altered, removed, inserted or"
                + " reordered; exit code 1 when there are any.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AuditVerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "JDBC",
            description = "Database of strategy-service, such as jdbc:postgresql://host:5432/basis. Default: the one of"
                    + " the stack on this machine, running or not.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "U", description = "Its user. Default: postgres.", defaultValue = "postgres")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String user;

    @Option(names = "--password", paramLabel = "P", description = "Its password.", defaultValue = "postgres")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String password;

    @Override
    public Integer call() {
        AuditLog audit = ServiceLoader.load(AuditLog.class)
                .findFirst()
                .orElseThrow(
                        () -> new WrongInput("audit verify needs the local stack, which is not part of this build"));
        List<Verdict> verdicts;
        try {
            verdicts = audit.verify(url == null ? null : new AuditLog.Database(url, user, password));
        } catch (AuditLog.Unavailable e) {
            throw new WrongInput(String.valueOf(e.getMessage()));
        }
        return print(verdicts, spec.commandLine().getOut());
    }

    /** The verdicts, and the heads for whoever notes them elsewhere. */
    static int print(List<Verdict> verdicts, PrintWriter out) {
        TextTable table = new TextTable()
                .left("strategy", "")
                .right("records", "")
                .left("verdict", "")
                .left("head", "");
        long records = 0;
        int broken = 0;
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Intact intact -> {
                    records += intact.head().count();
                    table.row(
                            intact.strategy(),
                            Long.toString(intact.head().count()),
                            "intact",
                            intact.head().hash());
                }
                case Verdict.Broken wrong -> {
                    broken++;
                    table.row(
                            wrong.strategy(),
                            "",
                            "record " + wrong.sequence() + " " + wrong.fault() + ": " + wrong.detail(),
                            "");
                }
            }
        }
        if (!verdicts.isEmpty()) {
            out.print(table);
        }
        out.println(
                broken == 0
                        ? verdicts.size() + (verdicts.size() == 1 ? " strategy, " : " strategies, ") + records
                                + " records: intact"
                        : broken + " of " + verdicts.size() + " strategies were tampered with");
        out.flush();
        return broken == 0 ? ExitCode.DONE : ExitCode.VIOLATED;
    }
}
