package io.basis.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.strategy.definition.Scenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StressCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private SmallCatalogue catalogue;

    @BeforeEach
    void makeCatalogue() throws IOException {
        catalogue = SmallCatalogue.in(folder.resolve("data"));
    }

    @Test
    void everyModeHasARowForEveryScenario() throws IOException {
        // Given When
        JsonNode rows = rows("btc_basis", "pure_lending_usdt");

        // Then
        List<String> seen = new ArrayList<>();
        rows.forEach(row ->
                seen.add(row.get("mode").asText() + " " + row.get("scenario").asText()));
        List<String> expected = new ArrayList<>();
        for (String mode : List.of("btc_basis", "pure_lending_usdt")) {
            Scenarios.names().forEach(scenario -> expected.add(mode + " " + scenario));
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void theTableNamesWhatMatters() {
        // Given When
        CommandLineRun run = stress("btc_basis");

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines().findFirst().orElseThrow())
                .containsSubsequence(
                        "mode",
                        "scenario",
                        "loss",
                        "min health",
                        "min margin",
                        "liquidated",
                        "time to safety",
                        "first limit breached",
                        "outcome");
        assertThat(run.out().lines()).hasSize(2 + Scenarios.names().size());
    }

    @Test
    void aFundingInversionCostsWhatIsSettled() throws IOException {
        // Given When
        JsonNode row = row("btc_basis", "funding_inversion", "--no-costs");

        // Then: nine settlements of 0.3 %, less what is earned before the first.
        assertThat(row.get("loss").asDouble()).isBetween(0.02, 0.028);
        assertThat(row.get("halt").isNull()).isTrue();
        assertThat(row.get("as_in_history").asBoolean()).isFalse();
    }

    @Test
    void aShockToWhatAModeDoesNotHaveLeavesHistoryAsItWas() throws IOException {
        // Given When
        JsonNode row = row("pure_lending_usdt", "oracle_ratio_15");

        // Then
        assertThat(row.get("as_in_history").asBoolean()).isTrue();
        assertThat(row.get("endangered").asBoolean()).isFalse();
        assertThat(row.get("time_to_safety_hours").isNull()).isTrue();
        assertThat(row.get("first_breach").isNull()).isTrue();
        assertThat(row.get("min_health_factor").isNull()).isTrue();
        assertThat(row.get("liquidations").asInt()).isZero();
    }

    @Test
    void aStaleFeedIsNoticedAndOver() throws IOException {
        // Given When
        JsonNode row = row("btc_basis", "stale_feed");

        // Then
        assertThat(row.get("endangered").asBoolean()).isTrue();
        assertThat(row.get("time_to_safety_hours").asDouble()).isEqualTo(5);
        assertThat(row.get("first_breach").get("risk").asText()).isEqualTo("stale_feed");
    }

    @Test
    void theSameTestTwicePrintsTheSame() {
        assertThat(stress("eth_basis").out()).isEqualTo(stress("eth_basis").out());
    }

    @Test
    void modesOptionsAndWindowsAreCheckedAsInABacktest() {
        assertRefused(stress(), "a mode or --all is needed");
        assertRefused(stress("btc_bassis"), "did you mean btc_basis?");
        assertRefused(stress("btc_basis", "--from", "2024-07-01"), "the window available is");
        assertRefused(stress("btc_basis", "--set", "collateral"), "key=value is needed");
    }

    @Test
    void helpListsTheScenarios() {
        CommandLineRun run = CommandLineRun.of("stress", "--help");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains(Scenarios.names());
        assertThat(run.out()).contains("fall by 40 % within an hour");
    }

    private JsonNode row(String mode, String scenario, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of(options));
        args.addFirst(mode);
        for (JsonNode row : rows(args.toArray(new String[0]))) {
            if (row.get("scenario").asText().equals(scenario)) {
                return row;
            }
        }
        throw new AssertionError("no row of " + scenario);
    }

    private JsonNode rows(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--format", "json"));
        CommandLineRun run = stress(all.toArray(new String[0]));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        return JSON.readTree(run.out()).get("stress");
    }

    private CommandLineRun stress(String... args) {
        List<String> all = new ArrayList<>(List.of("stress"));
        all.addAll(List.of(args));
        all.addAll(List.of("--data", catalogue.root().toString()));
        return CommandLineRun.of(all.toArray(new String[0]));
    }

    private static void assertRefused(CommandLineRun run, String part) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("basis: ")
                .contains(part);
    }
}
