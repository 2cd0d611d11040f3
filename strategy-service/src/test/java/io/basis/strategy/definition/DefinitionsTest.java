package io.basis.strategy.definition;

import static io.basis.strategy.definition.Defining.FROM;
import static io.basis.strategy.definition.Defining.TO;
import static io.basis.strategy.definition.Defining.define;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.risk.RiskType;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Hedge;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.RiskLimits.Threshold;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {

    static Stream<String> modes() {
        return Modes.names().stream();
    }

    @Test
    void pureLendingSuppliesUsdt() {
        // When
        StrategyDefinition definition = define("pure_lending_usdt");

        // Then
        assertThat(definition.family()).isEqualTo(Family.LENDING);
        assertThat(definition.shareClass()).isEqualTo(Asset.USDT);
        assertThat(definition.marketNeutral()).isTrue();
        assertThat(definition.hedged()).isFalse();
        assertThat(definition.interval()).isEqualTo(Duration.ofHours(1));
        assertThat(definition.capital()).isEqualByComparingTo("100000");
        assertThat(definition.positions())
                .extracting(Object::toString)
                .containsExactly("wallet:BaseToken:USDT", "wallet:BaseToken:ETH", "aave_v3:aToken:aUSDT");
        assertThat(definition.series())
                .extracting(Object::toString)
                .containsExactly(
                        "liquidity_index:aave_v3:USDT",
                        "supply_apr:aave_v3:USDT",
                        "spot:binance:ETHUSDT",
                        "gas:ethereum:gwei");
        assertThat(definition.parameters().exchanges()).isEmpty();
        assertThat(definition.parameters().limits().enabled()).containsExactly(RiskType.STALE_FEED, RiskType.DRAWDOWN);
    }

    @Test
    void btcBasisHedgesAtThreeExchanges() {
        // When
        StrategyDefinition definition = define("btc_basis");

        // Then
        assertThat(definition.family()).isEqualTo(Family.BASIS);
        assertThat(definition.asset()).isEqualTo(Asset.BTC);
        assertThat(definition.hedged()).isTrue();
        assertThat(definition.positions())
                .extracting(Object::toString)
                .containsExactly(
                        "wallet:BaseToken:USDT",
                        "wallet:BaseToken:ETH",
                        "binance:BaseToken:USDT",
                        "binance:BaseToken:BTC",
                        "binance:Perp:BTCUSDT",
                        "bybit:BaseToken:USDT",
                        "bybit:BaseToken:BTC",
                        "bybit:Perp:BTCUSDT",
                        "okx:BaseToken:USDT",
                        "okx:BaseToken:BTC",
                        "okx:Perp:BTCUSDT",
                        "transit:BaseToken:USDT",
                        "transit:BaseToken:BTC");
        assertThat(definition.series())
                .extracting(Object::toString)
                .containsExactly(
                        "spot:binance:BTCUSDT",
                        "spot:bybit:BTCUSDT",
                        "spot:okx:BTCUSDT",
                        "perp:binance:BTCUSDT",
                        "perp:bybit:BTCUSDT",
                        "perp:okx:BTCUSDT",
                        "funding:binance:BTCUSDT",
                        "funding:bybit:BTCUSDT",
                        "funding:okx:BTCUSDT",
                        "spot:binance:ETHUSDT",
                        "gas:ethereum:gwei");
    }

    @Test
    void everyParameterHasItsDocumentedDefault() {
        // When
        Parameters parameters = define("btc_basis").parameters();

        // Then
        assertThat(parameters.targetApy()).isEqualTo(0.08);
        assertThat(parameters.deviationThreshold()).isEqualTo(0.02);
        Hedge hedge = parameters.requireHedge();
        assertThat(hedge.allocation().weight(Venue.BINANCE)).isEqualTo(0.4);
        assertThat(hedge.allocation().weight(Venue.BYBIT)).isEqualTo(0.3);
        assertThat(hedge.allocation().weight(Venue.OKX)).isEqualTo(0.3);
        assertThat(hedge.collateral()).isEqualTo(Hedge.Collateral.SPOT);
        assertThat(hedge.cashMargin()).isZero();
        assertThat(parameters.collateralHaircut()).isEqualTo("0.95");
        assertThat(parameters.limits().thresholds())
                .containsExactly(
                        entry(RiskType.DELTA_DRIFT, new Threshold(0.02, 0.05)),
                        entry(RiskType.MARGIN_RATIO, new Threshold(0.30, 0.20)),
                        entry(RiskType.LIQUIDATION_DISTANCE, new Threshold(0.15, 0.05)),
                        entry(RiskType.FUNDING, new Threshold(0, -0.5)),
                        entry(RiskType.VOLATILITY, new Threshold(1.5, 3)),
                        entry(RiskType.STALE_FEED, new Threshold(1, 3)),
                        entry(RiskType.PRICE_MOVE, new Threshold(0.10, 0.10)),
                        entry(RiskType.DRAWDOWN, new Threshold(0.02, 0.04)));
        assertThat(parameters.limits().marginTarget()).isEqualTo(0.5);
        assertThat(parameters.limits().maintenanceMargin()).isEqualTo(0.10);
        assertThat(parameters.limits().maxDrawdown()).isEqualTo(0.02);
        assertThat(parameters.limits().breaker().priceMove()).isEqualTo(0.10);
        assertThat(parameters.limits().breaker().intervals()).isEqualTo(6);
        assertThat(parameters.limits().breaker().drawdownMultiple()).isEqualTo(2);
        assertThat(parameters.gasFloat()).isEqualTo("0.05");
        assertThat(parameters.execution()).isEqualTo(Execution.PERFECT);
        assertThat(parameters.gaps()).isEqualTo(GapPolicy.SUBSTITUTE);
        assertThat(parameters.staking()).isNull();
        assertThat(parameters.leverage()).isNull();
        assertThat(parameters.signals()).isNull();
        Costs costs = parameters.costs();
        assertThat(costs.fees() && costs.slippage() && costs.gas() && costs.interest())
                .isTrue();
        assertThat(costs.spotTakerBps()).isEqualTo("10");
        assertThat(costs.perpTakerBps()).isEqualTo("5");
        assertThat(costs.poolBps()).isEqualTo("30");
        assertThat(costs.lstPoolBps()).isEqualTo("5");
        assertThat(costs.gasMultiplier()).isEqualTo("1.2");
        assertThat(costs.negativeUsdtInterest()).isEqualByComparingTo("0.1");
        assertThat(costs.liquidationFee()).isEqualTo("0.005");
    }

    @Test
    void costsComeFromTheTables() {
        Costs costs = define("btc_basis").parameters().costs();
        assertThat(costs.allInBps().get("BTCUSDT"))
                .containsExactly(
                        Map.entry(new BigDecimal("10000"), new BigDecimal("5")),
                        Map.entry(new BigDecimal("100000"), new BigDecimal("7")),
                        Map.entry(new BigDecimal("1000000"), new BigDecimal("13")));
        assertThat(costs.allInBps().get("ETHUSDT-PERP"))
                .containsExactly(
                        Map.entry(new BigDecimal("10000"), new BigDecimal("3")),
                        Map.entry(new BigDecimal("100000"), new BigDecimal("4")),
                        Map.entry(new BigDecimal("1000000"), new BigDecimal("8")));
        assertThat(costs.allInBps().keySet())
                .containsExactlyInAnyOrder(
                        "BTCUSDT",
                        "ETHUSDT",
                        "BTCUSDT-PERP",
                        "ETHUSDT-PERP",
                        "WETHUSDT",
                        "WEETHWETH",
                        "WSTETHWETH",
                        "EIGENWETH",
                        "ETHFIWETH");
        assertThat(costs.allInBps().get("WEETHWETH").values())
                .containsExactly(new BigDecimal("20"), new BigDecimal("24"), new BigDecimal("35"));
        assertThat(costs.gasUnits())
                .containsOnlyKeys(GasOperation.values())
                .containsEntry(GasOperation.TRANSFER, 100_000L)
                .containsEntry(GasOperation.SUPPLY, 250_000L)
                .containsEntry(GasOperation.ATOMIC_ENTRY, 1_250_000L);
    }

    @Test
    void ethBasisCountsInEth() {
        StrategyDefinition definition = define("eth_basis");
        assertThat(definition.shareClass()).isEqualTo(Asset.ETH);
        assertThat(definition.marketNeutral()).isFalse();
        assertThat(definition.capital()).isEqualByComparingTo("100");
        assertThat(definition.series()).doesNotHaveDuplicates().hasSize(8);
        assertThat(definition.positions()).doesNotHaveDuplicates().hasSize(13);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void everyPositionCanBeValuedFromTheSeries(String mode) {
        StrategyDefinition definition = define(mode);
        SeriesLayout series = new SeriesLayout(definition.series());
        assertThat(new Valuation(new PositionLayout(definition.positions()), series))
                .isNotNull();
        assertThat(Valuation.priceSlot(definition.shareClass(), series)).isGreaterThanOrEqualTo(-1);
    }

    @Test
    void anotherShareClassIsOneOverrideAway() {
        StrategyDefinition definition = define("eth_basis", Map.of("share_class", "USDT"));
        assertThat(definition.shareClass()).isEqualTo(Asset.USDT);
        assertThat(definition.marketNeutral()).isTrue();
        assertThat(definition.capital()).isEqualByComparingTo("100000");

        StrategyDefinition priced = define("eth_basis", Map.of("share_class", "USDT", "initial_capital", "5000"));
        assertThat(priced.capital()).isEqualByComparingTo("5000");
    }

    @Test
    void overridesAreTypedAndTakeEffect() {
        // When
        StrategyDefinition definition = define(
                "btc_basis",
                Map.of(
                        "position_deviation_threshold", "0.10",
                        "hedge_allocation.binance", "0.6",
                        "hedge_allocation.bybit", "0.4",
                        "hedge_allocation.okx", "0",
                        "data.gaps", "fail",
                        "transfer_delay", "30m",
                        "costs.slippage", "false",
                        "circuit_breaker.intervals", "12",
                        "interval", "15m"));

        // Then
        assertThat(definition.interval()).isEqualTo(Duration.ofMinutes(15));
        Parameters parameters = definition.parameters();
        assertThat(parameters.deviationThreshold()).isEqualTo(0.10);
        assertThat(parameters.exchanges()).containsExactly(Venue.BINANCE, Venue.BYBIT);
        assertThat(parameters.gaps()).isEqualTo(GapPolicy.FAIL);
        assertThat(parameters.execution().transferDelay()).isEqualTo(Duration.ofMinutes(30));
        assertThat(parameters.costs().slippage()).isFalse();
        assertThat(parameters.costs().fees()).isTrue();
        assertThat(parameters.limits().breaker().intervals()).isEqualTo(12);
        assertThat(definition.positions()).extracting(Object::toString).noneMatch(key -> key.startsWith("okx"));
        assertThat(definition.series()).extracting(Object::toString).noneMatch(key -> key.contains("okx"));
    }

    @Test
    void binanceIsSubscribedEvenWithoutAShareOfTheHedge() {
        StrategyDefinition definition = define(
                "btc_basis",
                Map.of("collateral", "usdt", "hedge_allocation.binance", "0", "hedge_allocation.bybit", "0.7"));
        assertThat(definition.parameters().exchanges()).containsExactly(Venue.BYBIT, Venue.OKX);
        assertThat(definition.positions()).extracting(Object::toString).contains("binance:BaseToken:BTC");
    }

    @Test
    void aCashMarginedBookKeepsUsdt() {
        Hedge hedge =
                define("btc_basis", Map.of("collateral", "usdt")).parameters().requireHedge();
        assertThat(hedge.collateral()).isEqualTo(Hedge.Collateral.USDT);
        assertThat(hedge.cashMargin()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void everyFamilyHoldsAndWatchesWhatItsTestsSetUp(StrategyDefinition definition, StrategyDefinition setup) {
        assertThat(definition.positions()).containsExactlyInAnyOrderElementsOf(setup.positions());
        assertThat(definition.series()).containsAll(setup.series());
    }

    static Stream<Arguments> setups() {
        Map<String, String> fromUsdt = Map.of("funded_in", "USDT");
        Map<String, String> wsteth = Map.of("funded_in", "USDT", "lst_type", "wsteth");
        return Stream.of(
                arguments(define("pure_lending_usdt"), Setup.lending().definition()),
                arguments(define("btc_basis"), Setup.basis(Asset.BTC).definition()),
                arguments(define("eth_basis"), Setup.basis(Asset.ETH).definition()),
                arguments(
                        define("eth_staking_only", fromUsdt),
                        Setup.staking(Asset.WEETH).definition()),
                arguments(
                        define("eth_leveraged", wsteth),
                        Setup.levered(Asset.WSTETH).definition()),
                arguments(
                        define("usdt_eth_staking_hedged_simple"),
                        Setup.hedgedStaking(Asset.WEETH).definition()),
                arguments(
                        define("usdt_eth_staking_hedged_leveraged"),
                        Setup.hedgedStaking(Asset.WEETH).lever().definition()),
                arguments(
                        define("ml_btc_directional_usdt_margin"),
                        Setup.directional(Asset.BTC).definition()),
                arguments(
                        define("ml_usdt_directional_usdt_margin"),
                        Setup.directional(Asset.USDT).definition()));
    }

    @Test
    void theScenarioIsPassedOn() {
        Scenario scenario = new Scenario(
                "frozen", "Okx is frozen", List.of(new Shock.Freeze(Duration.ZERO, Duration.ofDays(1), Venue.OKX)));
        StrategyDefinition definition = stressed(scenario);
        assertThat(definition.scenario()).isEqualTo(scenario);
    }

    @Test
    void theHashTellsShocksApartButNotTheirTitles() {
        // Given
        Duration day = Duration.ofDays(1);
        Shock freeze = new Shock.Freeze(Duration.ZERO, day, Venue.OKX);
        Shock refuse = new Shock.Refuse(Duration.ZERO, day, Venue.OKX);

        // When
        String frozen = Definitions.configHash(stressed(new Scenario("frozen", "Okx is frozen", List.of(freeze))));

        // Then
        assertThat(frozen)
                .isEqualTo(Definitions.configHash(stressed(new Scenario("x", "Another title", List.of(freeze)))))
                .isNotEqualTo(Definitions.configHash(stressed(new Scenario("x", "Another title", List.of(refuse)))))
                .isNotEqualTo(Definitions.configHash(define("btc_basis")));
    }

    private static StrategyDefinition stressed(Scenario scenario) {
        return Definitions.define(new DefinitionRequest(
                "run", "btc_basis", Environment.BACKTEST, null, FROM, TO, null, Map.of(), true, scenario));
    }

    @Test
    void withoutCostsThereIsNoGasFloat() {
        Parameters parameters = Definitions.define(new DefinitionRequest(
                        "run", "btc_basis", Environment.BACKTEST, null, FROM, TO, null, Map.of(), false))
                .parameters();
        Costs costs = parameters.costs();
        assertThat(costs.fees() || costs.slippage() || costs.gas() || costs.interest())
                .isFalse();
        assertThat(parameters.gasFloat()).isZero();
        assertThat(define("btc_basis", Map.of("costs.gas", "false"))
                        .parameters()
                        .gasFloat())
                .isZero();
    }

    @Test
    void costsCannotBeSwitchedOffAndOnAtOnce() {
        assertThatThrownBy(() -> Definitions.define(new DefinitionRequest(
                        "run",
                        "btc_basis",
                        Environment.BACKTEST,
                        null,
                        FROM,
                        TO,
                        null,
                        Map.of("costs.fees", "true"),
                        false)))
                .hasMessage("override: costs.fees is true, but the run is without costs; drop one of the two")
                .isInstanceOf(InvalidDefinition.class);
        refuses(
                Map.of("costs.gas", "false", "gas_float", "0.1"),
                "CFG-008",
                "gas_float is above 0, but gas costs nothing here; drop one of the two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "margin_warnin | 0.3 | CFG-002 | override: unknown key margin_warnin, did you mean margin_warning?",
                "leverage_ratio | 3 | CFG-002 | override: unknown key leverage_ratio",
                "component_config.risk_monitor.limits.margin_warning | 0.3 | CFG-002 | override: unknown key"
                        + " component_config.risk_monitor.limits.margin_warning, did you mean margin_warning?",
                "margin_warning | low | CFG-003 | override: margin_warning is 'low', which is not a fraction above 0"
                        + " and at most 1",
                "data.gaps | gold | CFG-003 | override: data.gaps is 'gold', which is not one of substitute, fail",
                "costs.fees | no | CFG-003 | override: costs.fees is 'no', which is not true or false",
                "circuit_breaker.intervals | 1.5 | CFG-003 | override: circuit_breaker.intervals is '1.5', which is"
                        + " not a whole number of at least 1",
                "transfer_delay | soon | CFG-003 | override: transfer_delay is 'soon', which is not a duration such as"
                        + " 30s, 5m, 1h or PT1H",
                "initial_capital | -5 | CFG-003 | override: initial_capital is '-5', which is not a number above 0",
                "share_class | EUR | CFG-003 | override: share_class is 'EUR', which is not one of USDT, ETH, BTC",
                "share_class | ETH | CFG-011 | share_class ETH is not possible with asset BTC; use USDT",
                "hedge_allocation.okx | 0.4 | CFG-007 | override: hedge_allocation must sum to 1, got 1.1",
                "margin_fraction | 0.6 | CFG-013 | override: margin_fraction is used only where collateral is usdt:"
                        + " leave it out",
                "exit | market | CFG-013 | override: exit is not used by mode btc_basis: leave it out",
                "margin_critical | 0.4 | CFG-008 | margin_warning (0.3) must be above margin_critical (0.4)",
                "maintenance_margin | 0.2 | CFG-008 | margin_critical (0.2) must be above maintenance_margin (0.2)",
                "max_delta_drift | 0.06 | CFG-008 | delta_critical (0.05) must be above max_delta_drift (0.06)",
                "interval | 7h | CFG-010 | interval 7h must divide 8h without remainder, as 5m, 15m or 1h do",
                "interval | 24h | CFG-010 | interval 24h must divide 8h without remainder, as 5m, 15m or 1h do",
                "interval | 0 | CFG-010 | interval 0 must divide 8h without remainder, as 5m, 15m or 1h do",
            })
    void aWrongOverrideIsRefused(String key, String value, String code, String message) {
        refuses(Map.of(key, value), code, message);
    }

    @ParameterizedTest
    @CsvSource({"asset, ETH", "staking_enabled, true"})
    void whatMakesTheModeCannotBeOverridden(String key, String value) {
        refuses(
                Map.of(key, value),
                "CFG-013",
                "override: " + key + " belongs to mode btc_basis and cannot be changed; choose another of "
                        + String.join(", ", Modes.names()));
    }

    @Test
    void aKeyThatTheModeDoesNotUseIsRefused() {
        assertThatThrownBy(() -> define("pure_lending_usdt", Map.of("margin_warning", "0.4")))
                .hasMessage("override: margin_warning is not used by mode pure_lending_usdt: leave it out");
        assertThatThrownBy(() -> define("pure_lending_usdt", Map.of("share_class", "ETH")))
                .hasMessage("share_class ETH is not possible with asset USDT; use USDT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-100", "abc", "", "1e6", "NaN", "100,000"})
    void aCapitalThatIsNoPositiveNumberIsRefused(String capital) {
        assertThatThrownBy(() -> capital("btc_basis", capital))
                .hasMessage("capital is '" + capital + "', which is not a number above 0, such as 100000")
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refusal -> assertThat(refusal.code()).hasToString("CFG-009"));
    }

    @Test
    void capitalKeepsEveryDecimalOfItsCurrencyAndNoMore() {
        assertThat(capital("btc_basis", "0.000001").capital()).isEqualTo("0.000001");
        assertThatThrownBy(() -> capital("btc_basis", "0.0000001"))
                .hasMessage("capital 0.0000001 has more decimals than the 6 that USDT is kept at");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-06-01T00:00:00Z | 2024-06-01T00:00:00Z | from 2024-06-01T00:00:00Z must be before to"
                        + " 2024-06-01T00:00:00Z",
                "2024-06-02T00:00:00Z | 2024-06-01T00:00:00Z | from 2024-06-02T00:00:00Z must be before to"
                        + " 2024-06-01T00:00:00Z",
                "2024-06-01T00:30:00Z | 2024-06-02T00:00:00Z | from 2024-06-01T00:30:00Z is not a multiple of the"
                        + " interval of 1h; use 2024-06-01T00:00:00Z or 2024-06-01T01:00:00Z",
                "2024-06-01T00:00:00Z | 2024-06-02T00:00:00.5Z | to 2024-06-02T00:00:00.500Z is not a multiple of the"
                        + " interval of 1h; use 2024-06-02T00:00:00Z or 2024-06-02T01:00:00Z",
            })
    void aPeriodOffTheIntervalOrBackwardsIsRefused(Instant from, Instant to, String message) {
        assertThatThrownBy(() -> Definitions.define(new DefinitionRequest(
                        "run", "btc_basis", Environment.BACKTEST, null, from, to, null, Map.of(), true)))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refusal -> assertThat(refusal.code()).hasToString("CFG-010"));
    }

    @Test
    void anOpenEndIsAllowed() {
        assertThat(Definitions.define(new DefinitionRequest(
                                "run", "btc_basis", Environment.PAPER, null, FROM, null, "market-data", Map.of(), true))
                        .to())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = "live")
    void environmentsWithoutVenuesAreRefused(String environment) {
        assertThatThrownBy(() -> Definitions.define(new DefinitionRequest(
                        "run", "btc_basis", Environment.of(environment), null, FROM, TO, null, Map.of(), true)))
                .hasMessage("environment " + environment + " is not available yet: use backtest, paper or testnet")
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refusal -> assertThat(refusal.code()).hasToString("CFG-012"));
    }

    @Test
    void namesThatCannotKeyMessagesAreRefused() {
        assertThatThrownBy(() -> Definitions.define(new DefinitionRequest(
                        "../etc", "btc_basis", Environment.BACKTEST, null, FROM, TO, null, Map.of(), true)))
                .hasMessageStartingWith("strategy name '../etc' must be")
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refusal -> assertThat(refusal.code()).hasToString("CFG-014"));
        assertThatThrownBy(() -> Definitions.define(new DefinitionRequest(
                        "run", "btc_basis", Environment.BACKTEST, null, FROM, TO, "a topic", Map.of(), true)))
                .hasMessage("source 'a topic' is not the name of a topic: letters, digits, '.', '_' and '-'");
    }

    @Test
    void theHashIgnoresWhoRunsItAndWhere() {
        // Given
        StrategyDefinition backtest = define("btc_basis");

        // When
        StrategyDefinition elsewhere = Definitions.define(new DefinitionRequest(
                "other",
                "btc_basis",
                Environment.PAPER,
                "100000.00",
                FROM,
                TO,
                "recorded",
                Map.of("margin_warning", "0.300"),
                true));

        // Then
        assertThat(Definitions.configHash(elsewhere))
                .isEqualTo(Definitions.configHash(backtest))
                .matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource({
        "position_deviation_threshold, 0.05",
        "costs.fees, false",
        "data.gaps, fail",
        "fees.perp_taker_bps, 4",
        "circuit_breaker.intervals, 7",
        "initial_capital, 99999",
        "transfer_delay, 1h"
    })
    void theHashChangesWithEveryNumber(String key, String value) {
        assertThat(Definitions.configHash(define("btc_basis", Map.of(key, value))))
                .isNotEqualTo(Definitions.configHash(define("btc_basis")));
    }

    @Test
    void theHashIsTakenOverReadableText() {
        assertThat(ConfigHash.canonical(define("btc_basis")).lines())
                .contains(
                        "mode=btc_basis",
                        "capital=100000",
                        "to=2025-07-01T00:00:00Z",
                        "positions.4=binance:Perp:BTCUSDT",
                        "parameters.hedge.allocation.weights.okx=0.3",
                        "parameters.limits.breaker.priceMove=0.1",
                        "parameters.costs.allInBps.BTCUSDT.10000=5",
                        "parameters.costs.gasUnits.SUPPLY=250000")
                .noneMatch(line -> line.startsWith("strategy") || line.startsWith("environment"));
    }

    private static void refuses(Map<String, String> overrides, String code, String message) {
        Defining.refuses("btc_basis", overrides, code, message);
    }

    private static StrategyDefinition capital(String mode, String capital) {
        return Definitions.define(
                new DefinitionRequest("run", mode, Environment.BACKTEST, capital, FROM, TO, null, Map.of(), true));
    }
}
