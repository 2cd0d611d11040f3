package io.basis.backtest.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.run.HandMadeRun;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;
import io.basis.domain.instrument.Asset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final int HOURS = 200;

    @TempDir
    private Path parent;

    @Test
    void everyTableHasItsRowsAndColumns() throws IOException {
        // Given
        RunRecord run = HandMadeRun.of(Asset.BTC, HOURS).record();

        // When
        publish(run);

        // Then
        assertThat(lines("equity.csv")).hasSize(1 + HOURS + 1);
        assertThat(lines("attribution.csv")).hasSize(1 + HOURS + 1);
        assertThat(lines("risk.csv")).hasSize(1 + HOURS + 1);
        assertThat(lines("decisions.csv")).hasSize(1 + run.decisions().size());
        assertThat(lines("fills.csv"))
                .hasSize(1
                        + run.booked().stream().mapToInt(a -> a.events().size()).sum());
        assertThat(lines("orders.csv"))
                .hasSize(1
                        + run.groups().stream().mapToInt(g -> g.orders().size()).sum());
        for (String table : RunFolder.files()) {
            if (table.endsWith(".csv")) {
                int columns = cells(lines(table).getFirst());
                assertThat(lines(table))
                        .as(table)
                        .allSatisfy(line -> assertThat(cells(line)).isEqualTo(columns));
            }
        }
    }

    @Test
    void positionsAreWrittenWhereTheyChanged() throws IOException {
        // Given When
        publish(HandMadeRun.of(Asset.BTC, 8).record());

        // Then the entry, and the funding after eight hours
        assertThat(lines("positions.csv").stream().skip(1).map(line -> line.split(",")[0] + " " + line.split(",")[1]))
                .startsWith(
                        "2024-06-01T00:00:00Z binance:BaseToken:USDT",
                        "2024-06-01T00:00:00Z binance:BaseToken:BTC",
                        "2024-06-01T00:00:00Z binance:Perp:BTCUSDT",
                        "2024-06-01T08:00:00Z binance:BaseToken:USDT");
    }

    @Test
    void aRatioThatDoesNotExistIsAnEmptyCell() throws IOException {
        // Given an infinite margin ratio, as before the first short
        RunRecord run = HandMadeRun.of(Asset.BTC, 5).record();

        // When
        CsvFile file = new CsvFile(parent.resolve("x.csv"), "a,b,c,d");
        try (file) {
            file.cell(Double.POSITIVE_INFINITY)
                    .cell(Double.NaN)
                    .cell(-0.0)
                    .cell("a, \"b\"")
                    .end();
        }

        // Then
        assertThat(Files.readString(parent.resolve("x.csv"))).isEqualTo("a,b,c,d\n,,0,\"a, \"\"b\"\"\"\n");
        assertThat(run.size()).isEqualTo(6);
    }

    @Test
    void aDraftThatIsNotPublishedLeavesNothing() throws IOException {
        // Given
        RunRecord run = HandMadeRun.of(Asset.BTC, 5).record();

        // When
        RunFolder.draft(parent, run, summary(run)).close();

        // Then
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void publishingReplacesTheFilesOfTheRunBeforeAndNoOthers() throws IOException {
        // Given
        publish(HandMadeRun.of(Asset.BTC, 5).record());
        Files.writeString(parent.resolve("btc_basis/notes.txt"), "mine");

        // When
        publish(HandMadeRun.of(Asset.BTC, 9).record());

        // Then
        assertThat(lines("equity.csv")).hasSize(1 + 9 + 1);
        assertThat(parent.resolve("btc_basis/notes.txt")).hasContent("mine");
        try (Stream<Path> inside = Files.list(parent)) {
            assertThat(inside).hasSize(1);
        }
    }

    private void publish(RunRecord run) throws IOException {
        try (RunFolder folder = RunFolder.draft(parent, run, summary(run))) {
            folder.publish();
        }
    }

    private static Summary summary(RunRecord run) {
        return Summary.of(run, HandMadeRun.origin(false), Duration.ofMillis(1));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(parent.resolve("btc_basis").resolve(file));
    }

    private static int cells(String line) {
        return line.replaceAll("\"[^\"]*\"", "").split(",", -1).length;
    }
}
