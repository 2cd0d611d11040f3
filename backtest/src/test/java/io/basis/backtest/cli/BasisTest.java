package io.basis.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.strategy.definition.Modes;
import org.junit.jupiter.api.Test;

class BasisTest {

    @Test
    void withoutACommandItSaysWhichThereAre() {
        CommandLineRun run = CommandLineRun.of();
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains("backtest", "modes", "--help");
    }

    @Test
    void helpIsAResult() {
        CommandLineRun run = CommandLineRun.of("--help");
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: basis", "backtest");
    }

    @Test
    void modesListsAll() {
        CommandLineRun run = CommandLineRun.of("modes");
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains(Modes.names());
    }

    @Test
    void upNeedsTheLocalStackAndSensibleNumbers() {
        assertThat(CommandLineRun.of("up").err())
                .isEqualTo("basis: up needs the local stack, which is not part of this build\n");
        assertThat(CommandLineRun.of("up", "--speed", "0").err()).startsWith("basis: --speed is 0.0");
        assertThat(CommandLineRun.of("up", "--port", "70000").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    }
}
