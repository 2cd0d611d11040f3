package io.basis.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.strategy.audit.Head;
import io.basis.strategy.audit.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditCommandTest {

    private static final Verdict INTACT = new Verdict.Intact(new Head("b1", 812, "f".repeat(64)));
    private static final Verdict BROKEN =
            new Verdict.Broken("b2", 9, Verdict.Fault.ALTERED, "its content does not have its hash");

    @Test
    void intactChainsArePrintedWithTheirHeads() {
        StringWriter out = new StringWriter();

        int code = AuditVerifyCommand.print(List.of(INTACT), new PrintWriter(out));

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("b1            812  intact   " + "f".repeat(64))
                .endsWith("1 strategy, 812 records: intact" + System.lineSeparator());
    }

    @Test
    void theFirstAlteredRecordIsNamed() {
        StringWriter out = new StringWriter();

        int code = AuditVerifyCommand.print(List.of(INTACT, BROKEN), new PrintWriter(out));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("b2")
                .contains("record 9 ALTERED: its content does not have its hash")
                .endsWith("1 of 2 strategies were tampered with" + System.lineSeparator());
    }

    @Test
    void itNeedsTheStack() {
        assertThat(CommandLineRun.of("audit", "verify").err())
                .isEqualTo("basis: audit verify needs the local stack, which is not part of this build\n");
        assertThat(CommandLineRun.of("audit").err()).startsWith("basis: audit needs a command: verify");
    }
}
