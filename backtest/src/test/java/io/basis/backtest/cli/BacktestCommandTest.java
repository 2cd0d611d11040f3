package io.basis.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.backtest.output.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private SmallCatalogue catalogue;
    private Path out;

    @BeforeEach
    void makeCatalogue() throws IOException {
        catalogue = SmallCatalogue.in(folder.resolve("data"));
        out = folder.resolve("runs");
    }

    @Test
    void aRunPrintsItsResultAndLeavesItsFiles() throws IOException {
        // Given When
        CommandLineRun run = backtest("btc_basis", "--format", "json");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode summary = JSON.readTree(run.out()).get("runs").get(0);
        assertThat(summary.get("mode").asText()).isEqualTo("btc_basis");
        assertThat(summary.get("from").asText()).isEqualTo(SmallCatalogue.FROM.toString());
        assertThat(summary.get("to").asText()).isEqualTo(SmallCatalogue.TO.toString());
        assertThat(summary.get("ticks").asInt()).isEqualTo(240);
        assertThat(summary.get("bus").asText()).isEqualTo("direct");
        assertThat(summary.get("min_health_factor").isNull()).isTrue();
        assertThat(Math.abs(summary.get("residual").asDouble())).isLessThan(1e-4);
        assertThat(files(out.resolve("btc_basis"))).containsExactlyInAnyOrderElementsOf(RunFolder.files());
        assertThat(JSON.readTree(Files.readString(out.resolve("btc_basis/summary.json"))))
                .isEqualTo(summary);
    }

    @Test
    void allModesRunSideBySide() throws IOException {
        // Given When
        CommandLineRun run = backtest("--all");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("pure_lending_usdt", "btc_basis", "eth_basis", "eth_basis is neutral in USDT");
        assertThat(files(out)).contains("pure_lending_usdt", "btc_basis", "eth_basis");
    }

    @Test
    void theSameRunTwiceLeavesTheSameBytes() throws IOException {
        // Given
        backtest("eth_basis");
        List<String> first = contents(out.resolve("eth_basis"));

        // When
        backtest("eth_basis", "pure_lending_usdt");

        // Then
        assertThat(contents(out.resolve("eth_basis"))).isEqualTo(first);
    }

    @Test
    void aRunWithoutCostsEarnsTheIndexRatio() throws IOException {
        // Given When
        CommandLineRun run = backtest("pure_lending_usdt", "--no-costs", "--format", "json");

        // Then
        JsonNode summary = JSON.readTree(run.out()).get("runs").get(0);
        assertThat(summary.get("total_return").asDouble())
                .isCloseTo(Math.pow(1.00014, 10) - 1, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void aScenarioAltersTheRunAndNotWhatIsSaidOfItsData() throws IOException {
        // Given
        CommandLineRun calm = backtest("btc_basis", "--format", "json");

        // When
        CommandLineRun run = backtest("btc_basis", "--scenario", "funding_inversion", "--format", "json");

        // Then
        assertThat(run.err()).isEmpty();
        JsonNode summary = JSON.readTree(run.out()).get("runs").get(0);
        JsonNode before = JSON.readTree(calm.out()).get("runs").get(0);
        assertThat(before.get("scenario").isNull()).isTrue();
        assertThat(summary.get("scenario").asText()).isEqualTo("funding_inversion");
        assertThat(summary.get("attribution").get("funding").asDouble()).isNegative();
        assertThat(summary.get("data_hash")).isEqualTo(before.get("data_hash"));
        assertThat(summary.get("data_quality")).isEqualTo(before.get("data_quality"));
        assertThat(summary.get("config_hash")).isNotEqualTo(before.get("config_hash"));
        assertThat(summary.get("ledger_hash")).isNotEqualTo(before.get("ledger_hash"));
    }

    @Test
    void aScenarioMayComeFromAFile() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                name: mine
                title: Bitcoin doubles for a day
                shocks:
                  - {after: 24h, lasting: 24h, scale: "*:*:{coin}USDT", by: 2}
                """);

        // When
        CommandLineRun run = backtest("btc_basis", "--scenario", file.toString());

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("btc_basis in scenario mine: Bitcoin doubles for a day.");
    }

    @Test
    void aScenarioThatIsNoneIsRefused() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "name: x\ntitle: X\nshocks: [{after: 1h}]\n");

        assertRefused(backtest("btc_basis", "--scenario", "gas_80"), "did you mean gas_800?");
        assertRefused(backtest("btc_basis", "--scenario", "none.yaml"), "--scenario none.yaml does not exist");
        assertRefused(
                backtest("btc_basis", "--scenario", broken.toString()),
                "broken.yaml: entry 1 of shocks: exactly one of scale");
        assertRefused(backtest("btc_basis", "--scenario", folder.toString()), "cannot be read");
    }

    @Test
    void flowsAreBookedOnTheirWay() throws IOException {
        // Given
        Path flows = Files.writeString(folder.resolve("flows.csv"), """
                timestamp,type,amount
                2024-06-03,deposit,5000
                2024-06-05T12:00:00Z,withdrawal,2000.50
                """);

        // When
        CommandLineRun run = backtest("pure_lending_usdt", "--flows", flows.toString(), "--format", "json");

        // Then
        assertThat(run.err()).isEmpty();
        JsonNode summary = JSON.readTree(run.out()).get("runs").get(0);
        assertThat(summary.get("net_deposits").asDouble()).isEqualTo(2999.5);
        assertThat(summary.get("total_return").asDouble()).isBetween(0.0, 0.01);
    }

    @Test
    void aWithdrawalBeyondEquityIsRefusedByName() throws IOException {
        // Given
        Path flows = Files.writeString(folder.resolve("flows.csv"), """
                timestamp,type,amount
                2024-06-03,deposit,5000
                2024-06-05,withdrawal,200000
                """);

        // When
        CommandLineRun run = backtest("pure_lending_usdt", "--flows", flows.toString());

        // Then
        assertRefused(run, "flows.csv line 3", "exceed the equity of pure_lending_usdt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2024-06-03,gift,5;line 2: type is 'gift', deposit or withdrawal is needed",
                "2024-06-03,deposit,many;line 2: amount is 'many', a number above 0 is needed",
                "2024-06-03,deposit,NaN;line 2: amount is 'NaN', a number above 0 is needed",
                "2024-06-03,deposit,-5;line 2: amount is '-5', a number above 0 is needed",
                "2024-06-03,deposit,0.0000001;line 2: amount 0.0000001 has more than the 6 decimals of USDT",
                "yesterday,deposit,5;line 2: timestamp is 'yesterday'",
                "2024-05-03,deposit,5;line 2: 2024-05-03T00:00:00Z is outside the window of pure_lending_usdt",
                "2024-06-03,deposit;line 2: row has 2 fields, 3 are needed",
            })
    void wrongFlowsAreRefusedByLine(String row, String message) throws IOException {
        // Given
        Path flows = Files.writeString(folder.resolve("flows.csv"), "timestamp,type,amount\n" + row + "\n");

        // When
        CommandLineRun run = backtest("pure_lending_usdt", "--flows", flows.toString());

        // Then
        assertRefused(run, message);
    }

    @Test
    void signalsNeedAModeThatUsesThem() throws IOException {
        // Given
        Path signals = signals("2024-06-03T00:05:00Z,long,0.8,0.004");

        // When
        CommandLineRun run = backtest("btc_basis", "pure_lending_usdt", "--signals", signals.toString());

        // Then
        assertRefused(run, "--signals is given, but none of the modes uses signals");
    }

    @Test
    void wrongSignalsAreRefusedByLine() throws IOException {
        // Given
        Path signals = signals("2024-06-03T00:05:00Z,sideways,0.8,0.004");

        // When
        CommandLineRun run = backtest("btc_basis", "--signals", signals.toString());

        // Then
        assertRefused(run, "signals.csv line 2: signal is 'sideways', long, short or neutral is needed");
    }

    @Test
    void signalsMustBeAFile() {
        assertRefused(
                backtest("btc_basis", "--signals", folder.resolve("none.csv").toString()), "none.csv does not exist");
        assertRefused(backtest("btc_basis", "--signals", folder.toString()), "is a folder, a file with");
    }

    @Test
    void aRecordedTopicHoldsItsSignals() throws IOException {
        // Given
        Path signals = signals("2024-06-03T00:05:00Z,long,0.8,0.004");

        // When
        CommandLineRun run = CommandLineRun.of(
                "backtest",
                "btc_basis",
                "--source",
                "kafka://market-data",
                "--bootstrap",
                "localhost:1",
                "--signals",
                signals.toString());

        // Then
        assertRefused(run, "give --signals or --source, not both");
    }

    private Path signals(String row) throws IOException {
        return Files.writeString(folder.resolve("signals.csv"), "timestamp,signal,confidence,sd\n" + row + "\n");
    }

    @Test
    void flowsMustBeSorted() throws IOException {
        // Given
        Path flows = Files.writeString(
                folder.resolve("flows.csv"), "timestamp,type,amount\n2024-06-04,deposit,1\n2024-06-03,deposit,1\n");

        // When
        CommandLineRun run = backtest("pure_lending_usdt", "--flows", flows.toString());

        // Then
        assertRefused(run, "flows.csv line 3", "must be sorted by time");
    }

    @Test
    void anUnknownModeIsAnsweredWithTheNearest() {
        assertRefused(backtest("btc_bassis"), "unknown mode 'btc_bassis', did you mean btc_basis?");
    }

    @Test
    void aModeOrAllIsNeededAndNotBoth() {
        assertRefused(backtest(), "a mode or --all is needed");
        assertRefused(backtest("btc_basis", "--all"), "not both");
        assertRefused(backtest("btc_basis", "btc_basis"), "given twice");
    }

    @Test
    void theStartMustComeBeforeTheEnd() {
        assertRefused(
                backtest("btc_basis", "--from", "2024-06-05", "--to", "2024-06-02"),
                "from 2024-06-05T00:00:00Z must be before to 2024-06-02T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"--from,2024-01-01", "--to,2024-09-01", "--from,2024-07-01"})
    void aWindowOutsideTheDataIsAnsweredWithTheOneAvailable(String option, String instant) {
        assertRefused(
                backtest("btc_basis", option, instant),
                "the window available is 2024-06-01T00:00:00Z to 2024-06-11T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"June", "2024-13-01", "2024-06-01T25:00:00Z", "2024-06-01T00:00:00"})
    void aTimeMustBeADateOrAnInstant(String text) {
        assertRefused(backtest("btc_basis", "--from", text), "--from is '" + text + "', a date such as");
    }

    @Test
    void aTimeMustLieOnTheGridOfTheMode() {
        assertRefused(backtest("btc_basis", "--from", "2024-06-02T00:30:00Z"), "not a multiple of the interval");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "NaN", "much"})
    void capitalMustBeANumberAboveZero(String capital) {
        assertRefused(backtest("btc_basis", "--capital=" + capital), "capital is '" + capital + "'");
    }

    @Test
    void hedgeAllocationMustSumToOne() {
        assertRefused(
                backtest("btc_basis", "--set", "hedge_allocation.okx=0.2"), "hedge_allocation must sum to 1, got 0.9");
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearest() {
        assertRefused(
                backtest("btc_basis", "--set", "position_deviation_treshold=0.1"),
                "did you mean position_deviation_threshold?");
        assertRefused(backtest("btc_basis", "--set", "collateral"), "key=value is needed");
        assertRefused(backtest("btc_basis", "--set", "collateral=usdt", "--set", "collateral=spot"), "is given twice");
    }

    @Test
    void unknownOptionsAndValuesAreRefused() {
        assertRefused(backtest("btc_basis", "--frm", "2024-06-01"), "--frm");
        assertRefused(backtest("btc_basis", "--bus", "carrier-pigeon"), "--bus", "carrier-pigeon");
        assertRefused(backtest("btc_basis", "--source", "kafka://market-data"), "--source and --bootstrap");
    }

    @Test
    void theKafkaBusNeedsTheLocalStack() {
        assertRefused(backtest("btc_basis", "--bus", "kafka"), "need the local stack");
    }

    @Test
    void aMissingSeriesIsNamed() throws IOException {
        // Given
        catalogue.delete("spot/bybit_BTCUSDT_1h");

        // When
        CommandLineRun run = backtest("btc_basis");

        // Then
        assertRefused(run, "spot:bybit:BTCUSDT", "bybit_BTCUSDT_1h.csv.gz");
    }

    @Test
    void aFolderThatIsNoneIsNamed() {
        assertRefused(
                CommandLineRun.of(
                        "backtest",
                        "btc_basis",
                        "--data",
                        folder.resolve("none").toString()),
                "is not a folder");
    }

    @Test
    void anUnsortedTimestampIsNamedByLine() throws IOException {
        // Given
        catalogue.edit("spot/binance_BTCUSDT_1h", 50, row -> "2024-06-01T00:00:00Z" + row.substring(20));

        // When
        CommandLineRun run = backtest("btc_basis");

        // Then
        assertRefused(run, "binance_BTCUSDT_1h.csv.gz line 50", "must be sorted by time");
    }

    @Test
    void aDuplicateTimestampIsNamedByLine() throws IOException {
        // Given
        catalogue.edit("spot/binance_BTCUSDT_1h", 3, row -> "2024-06-01T00:00:00Z" + row.substring(20));

        // When
        CommandLineRun run = backtest("btc_basis");

        // Then
        assertRefused(run, "binance_BTCUSDT_1h.csv.gz line 3", "stands twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-1.5", "", "abc"})
    void aPriceThatIsNoneIsNamedByLine(String price) throws IOException {
        // Given
        catalogue.edit("perp/okx_BTCUSDT_1h", 7, row -> {
            String[] cell = row.split(",", -1);
            cell[1] = price;
            return String.join(",", cell);
        });

        // When
        CommandLineRun run = backtest("btc_basis");

        // Then
        assertRefused(run, "okx_BTCUSDT_1h.csv.gz line 7", "open_usdt");
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        // Given
        catalogue.truncate("funding/bybit_BTCUSDT_8h");

        // When
        CommandLineRun run = backtest("btc_basis");

        // Then
        assertRefused(run, "bybit_BTCUSDT_8h.csv.gz", "gzip");
    }

    @Test
    void aHoleThatNothingFillsStopsTheRun() throws IOException {
        // Given
        catalogue.drop("spot/binance_BTCUSDT_1h", 30, 36);

        // When
        CommandLineRun run = backtest("btc_basis", "--set", "data.gaps=fail");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(run.err().lines()).singleElement().asString().startsWith("basis: series spot:binance:BTCUSDT");
        assertThat(out).doesNotExist();
    }

    @Test
    void resultsNeedAPlaceThatCanBeWrittenTo() throws IOException {
        // Given
        out = Files.writeString(folder.resolve("file"), "no folder").resolve("runs");

        // When
        CommandLineRun run = backtest("btc_basis");

        // Then
        assertRefused(run, "is not a folder that can be written to");
    }

    @Test
    void aRefusedRunLeavesTheFilesOfTheLastOneAlone() throws IOException {
        // Given
        backtest("btc_basis");
        List<String> before = contents(out.resolve("btc_basis"));
        catalogue.truncate("funding/bybit_BTCUSDT_8h");

        // When
        CommandLineRun run = backtest("btc_basis");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(contents(out.resolve("btc_basis"))).isEqualTo(before);
        assertThat(files(out)).containsExactly("btc_basis");
    }

    private CommandLineRun backtest(String... args) {
        List<String> all = new ArrayList<>(List.of("backtest"));
        all.addAll(List.of(args));
        all.addAll(List.of("--data", catalogue.root().toString(), "--out", out.toString()));
        return CommandLineRun.of(all.toArray(new String[0]));
    }

    private void assertRefused(CommandLineRun run, String... parts) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("basis: ")
                .contains(parts);
        assertThat(out).doesNotExist();
    }

    private static List<String> files(Path where) throws IOException {
        try (Stream<Path> inside = Files.list(where)) {
            return inside.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** All that a run wrote, without the two figures that a clock measured. */
    private static List<String> contents(Path where) throws IOException {
        List<String> contents = new ArrayList<>();
        for (String file : RunFolder.files()) {
            contents.add(Files.readString(where.resolve(file))
                    .replaceAll("\"(elapsed_ms|ticks_per_second)\" : [^,\\n]*", ""));
        }
        return contents;
    }
}
