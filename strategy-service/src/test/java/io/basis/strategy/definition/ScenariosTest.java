package io.basis.strategy.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

    private static final Duration DAY = Duration.ofDays(1);

    private static final String ONE = """
            name: crash
            title: Prices fall
            shocks:
              - {after: 24h, scale: "spot:*:{coin}USDT*", by: 0.6, over: 1h}
            """;

    static Stream<String> scenarios() {
        return Scenarios.names().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyShippedScenarioIsReadAndIsNamedAsItsFile(String name) {
        Scenario scenario = Scenarios.named(name);

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.title()).isNotBlank();
    }

    @Test
    void theIndexListsExactlyTheFilesThatExist() throws IOException {
        Path folder = Path.of(System.getProperty("basis.home"), "strategy-service/src/main/resources/scenarios");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(Scenarios.names().stream()
                            .map(name -> name + ".yaml")
                            .toList());
        }
    }

    @Test
    void thePageOfScenariosNamesThemAll() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("basis.home"), "docs/scenarios.md"));

        assertThat(Scenarios.names())
                .allSatisfy(name -> assertThat(page)
                        .contains("| `" + name + "` | " + Scenarios.named(name).title() + " |"));
    }

    @Test
    void anUnknownScenarioIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Scenarios.named("spot_down_4"))
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refusal -> assertThat(refusal.code()).hasToString("CFG-015"))
                .hasMessageStartingWith("unknown scenario 'spot_down_4', did you mean spot_down_40? (scenarios: ");
    }

    @Test
    void everyKindOfShockIsRead() {
        Scenario scenario = Scenarios.parse("all.yaml", """
                name: all
                title: All goes wrong
                shocks:
                  - {after: 24h, lasting: 2d, scale: "spot:*:*", by: 0.6, over: 1h}
                  - {after: 24h, scale: "perp:*:*", by: 2}
                  - {after: 0, replace: "funding:*:*", with: -0.003}
                  - {after: 24h, lasting: 48h, accrue: "borrow_index:*:WETH", rate: 1}
                  - {after: 24h, stall: "spot:*:*"}
                  - {after: 24h, freeze: bybit}
                  - {after: PT24H, refuse: aave_v3}
                  - {after: 24h, hold_transfers: true}
                """);

        assertThat(scenario)
                .isEqualTo(new Scenario(
                        "all",
                        "All goes wrong",
                        List.of(
                                new Shock.Scale(
                                        DAY, DAY.plus(DAY), SeriesPattern.parse("spot:*:*"), 0.6, Duration.ofHours(1)),
                                new Shock.Scale(DAY, Duration.ZERO, SeriesPattern.parse("perp:*:*"), 2, Duration.ZERO),
                                new Shock.Replace(
                                        Duration.ZERO, Duration.ZERO, SeriesPattern.parse("funding:*:*"), -0.003),
                                new Shock.Accrue(DAY, DAY.plus(DAY), SeriesPattern.parse("borrow_index:*:WETH"), 1),
                                new Shock.Stall(DAY, Duration.ZERO, SeriesPattern.parse("spot:*:*")),
                                new Shock.Freeze(DAY, Duration.ZERO, Venue.BYBIT),
                                new Shock.Refuse(DAY, Duration.ZERO, Venue.AAVE_V3),
                                new Shock.HoldTransfers(DAY, Duration.ZERO))));
    }

    @Test
    void aCoinIsTheOneThatTheStrategyTrades() {
        Scenario scenario = Scenarios.parse("crash.yaml", ONE.replace("spot:", "perp:"));

        assertThat(named(Scenarios.bound(scenario, definition("btc_basis"))))
                .containsExactly("perp:binance:BTCUSDT", "perp:bybit:BTCUSDT", "perp:okx:BTCUSDT");
        assertThat(named(Scenarios.bound(scenario, definition("eth_basis"))))
                .containsExactly("perp:binance:ETHUSDT", "perp:bybit:ETHUSDT", "perp:okx:ETHUSDT");
    }

    @Test
    void aStakedTokenIsTheOneThatTheStrategyHolds() {
        Scenario scenario = Scenarios.bound(Scenarios.named("lst_discount_8"), definition("eth_staking_only"));

        assertThat(scenario.shocks())
                .containsExactly(new Shock.Scale(
                        DAY, Duration.ZERO, SeriesPattern.parse("lst_market:*:WEETH"), 0.92, Duration.ZERO));
    }

    @Test
    void whereNothingIsStakedAStakedTokenNamesNothing() {
        Scenario scenario = Scenarios.bound(Scenarios.named("lst_discount_8"), definition("btc_basis"));

        assertThat(named(scenario)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "by: 0.6|by: 0|entry 1 of shocks: by is '0', which is not a number above 0",
                "by: 0.6|by: -1|entry 1 of shocks: by is '-1', which is not a number above 0",
                "by: 0.6|by: less|entry 1 of shocks: by is 'less', which is not a number above 0",
                "by: 0.6, |~~|entry 1 of shocks: by is missing",
                "after: 24h, |~~|entry 1 of shocks: after is missing",
                "after: 24h|after: 24|entry 1 of shocks: after is '24', which is not a duration such as 30s, 5m, 1h or PT1H",
                "after: 24h|after: -1h|entry 1 of shocks: after is '-1h', which is not a duration",
                "after: 24h|after: 24h, lasting: 0|entry 1 of shocks: lasting is '0', which is not a duration above 0",
                "over: 1h|ovr: 1h|entry 1 of shocks: unknown key ovr, did you mean over?",
                "over: 1h|with: 5|entry 1 of shocks: with does not belong to scale, leave it out",
                "over: 1h|stall: spot|entry 1 of shocks: exactly one of scale, replace, accrue, stall, freeze, refuse,"
                        + " hold_transfers is needed, it has scale and stall",
                "scale: ~spot:*:{coin}USDT*~, by: 0.6, over: 1h|lasting: 1h|entry 1 of shocks: exactly one of",
                "spot:*:{coin}USDT*|spto:*:ETH*|entry 1 of shocks: scale: unknown series kind 'spto', did you mean spot?",
                "spot:*:{coin}USDT*|spot:*|entry 1 of shocks: scale: not kind:source:symbol: 'spot:*'",
                "{coin}|{asset}|entry 1 of shocks: scale is 'spot:*:{asset}USDT*', where {asset} stands for nothing; use"
                        + " {coin} or {lst}",
                "scale: ~spot:*:{coin}USDT*~, by: 0.6, over: 1h|replace: ~spot:*:*~, with: 0|with is '0', which is not a"
                        + " number above 0",
                "scale: ~spot:*:{coin}USDT*~, by: 0.6, over: 1h|freeze: binanse|freeze: unknown venue 'binanse', did you mean"
                        + " binance?",
                "scale: ~spot:*:{coin}USDT*~, by: 0.6, over: 1h|hold_transfers: false|hold_transfers is false: leave the",
                "scale: ~spot:*:{coin}USDT*~, by: 0.6, over: 1h|hold_transfers: yes please|is 'yes please', which is not true",
                "title:|tittle:|crash.yaml: unknown key tittle, did you mean title?",
                "title: Prices fall|shocked: true|crash.yaml: unknown key shocked, did you mean shocks?",
                "name: crash|name: Big Crash|crash.yaml: name is 'Big Crash', which is not",
                "name: crash|name: [a, b]|crash.yaml: name must be one value, not the list [a, b]"
            })
    void aMistakeIsAnsweredInOneLine(String right, String wrong, String message) {
        // Given
        String mistaken =
                ONE.replace(right.replace('~', '"'), wrong.replace('~', '"').replace("\"\"", ""));
        assertThat(mistaken).isNotEqualTo(ONE);

        // When Then
        assertThatThrownBy(() -> Scenarios.parse("crash.yaml", mistaken))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith("crash.yaml: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileWithoutShocksIsRefused() {
        String head = "name: none\ntitle: None\n";
        assertThatThrownBy(() -> Scenarios.parse("none.yaml", head)).hasMessage("none.yaml: shocks is missing");
        assertThatThrownBy(() -> Scenarios.parse("none.yaml", head + "shocks: []\n"))
                .hasMessage("none.yaml: shocks must be a list of mappings, not []");
        assertThatThrownBy(() -> Scenarios.parse("none.yaml", head + "shocks: many\n"))
                .hasMessage("none.yaml: shocks must be a list of mappings, not 'many'");
        assertThatThrownBy(() -> Scenarios.parse("none.yaml", head + "shocks: [{after: 1h, freeze: okx}, more]\n"))
                .hasMessage("none.yaml: entry 2 of shocks must be a mapping, as the first is");
        assertThatThrownBy(() -> Scenarios.parse("none.yaml", "- after"))
                .hasMessage("none.yaml: not a mapping of keys to values");
    }

    private static List<String> named(Scenario scenario) {
        StrategyDefinition eth = definition("eth_basis");
        StrategyDefinition btc = definition("btc_basis");
        return Stream.concat(eth.series().stream(), btc.series().stream())
                .distinct()
                .filter(key -> scenario.shocks().stream()
                        .anyMatch(shock -> shock instanceof Shock.Scale scale
                                && scale.series().matches(key)))
                .map(SeriesKey::toString)
                .toList();
    }

    private static StrategyDefinition definition(String mode) {
        return Definitions.define(new DefinitionRequest(
                mode, mode, Environment.BACKTEST, null, Instant.EPOCH, null, null, Map.of(), true));
    }
}
