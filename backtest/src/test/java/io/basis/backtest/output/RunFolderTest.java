package io.basis.backtest.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.run.HandMadeRun;
import io.basis.backtest.run.PlayedRun;
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
    void aLoanAndThePriceOfLeavingStandInTheTables() throws IOException {
        // Given When
        publish(PlayedRun.levered().record());

        // Then
        assertThat(lines("test", "equity.csv").getFirst()).contains("equity_share_class,equity_at_market_share_class");
        assertThat(lines("test", "risk.csv").getFirst())
                .startsWith("timestamp,allowed,status,acting,delta_drift_fraction_of_equity,health_factor,ltv,");
        assertThat(lines("test", "risk.csv").get(1)).startsWith("2024-06-01T00:00:00Z,trade,normal,,0,1.1875,0.8,");
    }

    @Test
    void everyEventSaysWhatWentWhereAndInWhichCurrency() throws IOException {
        // Given When
        publish(PlayedRun.levered().record());

        // Then
        assertThat(lines("test", "fills.csv").getFirst())
                .isEqualTo("timestamp,round,event,group,order,instrument,to,quantity_units,price,amount,fee,slippage,"
                        + "currency,gas_eth,funding_rate_fraction,index,detail");
        assertThat(lines("test", "fills.csv"))
                .contains(
                        "2024-06-01T00:00:00Z,0,flash_borrowed,1,1,instadapp:BaseToken:WETH,,400,,,,,,0,,,",
                        "2024-06-01T00:00:00Z,0,staked,1,2,etherfi:BaseToken:WEETH,,100,1,-100,,,ETH,0,,,",
                        "2024-06-01T00:00:00Z,0,borrowed,1,5,aave_v3:debtToken:debtWETH,instadapp:BaseToken:WETH,400,,,,,,0,,1,",
                        "2024-06-01T00:00:00Z,0,flash_repaid,1,6,instadapp:BaseToken:WETH,,-400,,,0,,WETH,,,,");
    }

    @Test
    void stopsStandBesideTheOrderTheyAreAttachedTo() throws IOException {
        // Given When
        publish(PlayedRun.directional().record());

        // Then
        assertThat(lines("test", "orders.csv"))
                .contains(
                        "timestamp,group,execution,part,parts,order,type,asset,quantity_units,from,to,least_units,"
                                + "take_profit_fraction,stop_loss_fraction",
                        "2024-06-01T00:00:00Z,1,parallel,1,1,1,perp,BTC,0.1,,binance:Perp:BTCUSDT,,0.008,0.004");
        assertThat(lines("test", "fills.csv"))
                .anyMatch(line -> line.contains(",stop_filled,") && line.endsWith("take_profit"));
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
        return lines("btc_basis", file);
    }

    private List<String> lines(String mode, String file) throws IOException {
        return Files.readAllLines(parent.resolve(mode).resolve(file));
    }

    private static int cells(String line) {
        return line.replaceAll("\"[^\"]*\"", "").split(",", -1).length;
    }
}
