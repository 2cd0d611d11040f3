package io.basis.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {

    @Test
    void tellsWhatWentWrongAndEndsWithTheSameDigestEveryTime() {
        // Given
        String[] command = {"simulate", "--seed", "3", "--mode", "pure_lending_usdt"};

        // When
        CommandLineRun run = CommandLineRun.of(command);

        // Then
        List<String> lines = run.out().lines().toList();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(lines).contains("violations 0");
        assertThat(lines.getLast()).matches("digest [0-9a-f]{64}");
        assertThat(CommandLineRun.of(command).out()).endsWith(lines.getLast() + System.lineSeparator());
    }

    @Test
    void takesOneSeedOrSeveral() {
        // Given
        String[] command = {"simulate", "--seed", "3", "--seeds", "5"};

        // When
        CommandLineRun run = CommandLineRun.of(command);

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(run.err()).contains("--seed and --seeds are both given");
    }
}
