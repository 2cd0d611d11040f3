package io.basis.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.strategy.definition.Modes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    @TempDir
    private Path folder;

    @Test
    void inspectShowsFaultsWithoutStoppingAtThem() throws IOException {
        // Given
        SmallCatalogue catalogue = SmallCatalogue.in(folder);
        catalogue.edit("spot/binance_BTCUSDT_1h", 9, row -> row.replaceFirst(",[0-9.]+", ",-1"));
        catalogue.drop("perp/bybit_BTCUSDT_1h", 20, 25);

        // When
        CommandLineRun run = CommandLineRun.of("data", "inspect", "--data", folder.toString());

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("binance_BTCUSDT_1h.csv.gz line 9", "funding:okx:ETHUSDT");
        assertThat(run.out().lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("perp:bybit:BTCUSDT").contains("6h"));
        assertThat(run.out()).contains(Modes.names());
    }

    @Test
    void aCommandIsNeeded() {
        CommandLineRun run = CommandLineRun.of("data");
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(run.err()).isEqualTo("basis: data needs a command: inspect, sample\n");
    }
}
