package io.basis.strategy.definition;

import static io.basis.strategy.definition.Defining.define;
import static io.basis.strategy.definition.Defining.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Hedge;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StakingDefinitionsTest {

    private static final String PLAIN = "eth_staking_only";
    private static final String LEVERED = "eth_leveraged";
    private static final String HEDGED = "usdt_eth_staking_hedged_simple";
    private static final String HEDGED_LEVERED = "usdt_eth_staking_hedged_leveraged";

    @Test
    void ethIsStakedAsWeeth() {
        // When
        StrategyDefinition definition = define(PLAIN);

        // Then
        assertThat(definition.family()).isEqualTo(Family.STAKING);
        assertThat(definition.shareClass()).isEqualTo(Asset.ETH);
        assertThat(definition.hedged()).isFalse();
        assertThat(definition.capital()).isEqualByComparingTo("100");
        assertThat(definition.positions())
                .extracting(Object::toString)
                .containsExactly(
                        "wallet:BaseToken:ETH",
                        "etherfi:BaseToken:WEETH",
                        "etherfi:UnstakeClaim:WEETH",
                        "wallet:BaseToken:EIGEN",
                        "wallet:BaseToken:ETHFI");
        assertThat(definition.series())
                .extracting(Object::toString)
                .containsExactly(
                        "lst_rate:etherfi:WEETH",
                        "lst_market:etherfi:WEETH",
                        "lst_yield:etherfi:WEETH",
                        "spot:uniswap:EIGENWETH",
                        "reward:etherfi:EIGEN",
                        "spot:uniswap:ETHFIWETH",
                        "reward:etherfi:ETHFI",
                        "spot:binance:ETHUSDT",
                        "gas:ethereum:gwei");
        assertThat(definition.parameters().hedge()).isNull();
        assertThat(definition.parameters().leverage()).isNull();
        assertThat(definition.parameters().requireStaking())
                .isEqualTo(new Staking(
                        Asset.WEETH,
                        1,
                        0.2,
                        Staking.Exit.QUEUE,
                        Duration.ofDays(7),
                        Asset.ETH,
                        new Staking.Rewards(true, false),
                        0.0005,
                        new BigDecimal("0.01")));
        assertThat(definition.parameters().limits().enabled())
                .containsExactly(
                        RiskType.DELTA_DRIFT,
                        RiskType.EXIT_COST,
                        RiskType.EXIT_DAYS,
                        RiskType.DEPEG,
                        RiskType.SLASHING,
                        RiskType.VOLATILITY,
                        RiskType.STALE_FEED,
                        RiskType.PRICE_MOVE,
                        RiskType.DRAWDOWN);
    }

    @Test
    void wstethPaysNoRewardsAndLeavesLidoInThreeDays() {
        // When
        StrategyDefinition definition = define(PLAIN, Map.of("lst_type", "wsteth"));

        // Then
        Staking staking = definition.parameters().requireStaking();
        assertThat(staking.lst()).isEqualTo(Asset.WSTETH);
        assertThat(staking.queue()).isEqualTo(Duration.ofDays(3));
        assertThat(staking.rewards()).isEqualTo(new Staking.Rewards(false, false));
        assertThat(definition.positions())
                .extracting(Object::toString)
                .containsExactly("wallet:BaseToken:ETH", "lido:BaseToken:WSTETH", "lido:UnstakeClaim:WSTETH");
        assertThat(definition.series())
                .extracting(Object::toString)
                .containsExactly(
                        "lst_rate:lido:WSTETH",
                        "lst_market:lido:WSTETH",
                        "lst_yield:lido:WSTETH",
                        "spot:binance:ETHUSDT",
                        "gas:ethereum:gwei");
    }

    @Test
    void withoutRewardsNoTokenIsHeld() {
        StrategyDefinition definition = define(PLAIN, Map.of("rewards.enabled", "false"));
        assertThat(definition.parameters().requireStaking().rewards().enabled()).isFalse();
        assertThat(definition.positions()).hasSize(3);
        assertThat(definition.series()).hasSize(5);
    }

    @Test
    void rewardsPaidInKingNeedWhatKingConsistsOf() {
        // When
        StrategyDefinition definition = define(PLAIN, Map.of("rewards.paid_in", "king"));

        // Then
        assertThat(definition.parameters().requireStaking().rewards().inKing()).isTrue();
        assertThat(definition.positions()).extracting(Object::toString).contains("wallet:BaseToken:KING");
        assertThat(definition.series())
                .extracting(Object::toString)
                .contains("contents:king:EIGEN", "contents:king:ETHFI");
    }

    @Test
    void capitalInUsdtNeedsAPoolToEth() {
        // When
        StrategyDefinition definition = define(PLAIN, Map.of("funded_in", "USDT"));

        // Then
        assertThat(definition.parameters().requireStaking().fundedIn()).isEqualTo(Asset.USDT);
        assertThat(definition.positions()).extracting(Object::toString).contains("wallet:BaseToken:USDT");
        assertThat(definition.series()).extracting(Object::toString).contains("spot:uniswap:WETHUSDT");
    }

    @ParameterizedTest
    @CsvSource({PLAIN, LEVERED, HEDGED, HEDGED_LEVERED})
    void whateverIsHeldCanBeValuedFromTheSeries(String mode) {
        for (Map<String, String> variant : List.of(
                Map.of("lst_type", "wsteth"), Map.of("rewards.paid_in", "king"), Map.of("rewards.enabled", "false"))) {
            StrategyDefinition definition = define(mode, variant);
            assertThat(new Valuation(new PositionLayout(definition.positions()), new SeriesLayout(definition.series())))
                    .isNotNull();
        }
    }

    @Test
    void leverageBorrowsWethAtAave() {
        // When
        StrategyDefinition definition = define(LEVERED);

        // Then
        assertThat(definition.family()).isEqualTo(Family.STAKING);
        assertThat(definition.positions())
                .extracting(Object::toString)
                .contains("aave_v3:aToken:aWEETH", "aave_v3:debtToken:debtWETH", "instadapp:BaseToken:WETH");
        assertThat(definition.series())
                .extracting(Object::toString)
                .contains("liquidity_index:aave_v3:WEETH", "borrow_index:aave_v3:WETH", "borrow_apr:aave_v3:WETH");
        assertThat(definition.parameters().requireStaking().exit()).isEqualTo(Staking.Exit.MARKET);
        Leverage leverage = definition.parameters().requireLeverage();
        assertThat(leverage)
                .isEqualTo(new Leverage(
                        0.93,
                        0.02215,
                        0.95,
                        0.01,
                        1.15,
                        null,
                        BigDecimal.ZERO,
                        Leverage.Fallback.SEQUENTIAL,
                        Duration.ofDays(3)));
        assertThat(leverage.ltv()).isEqualTo(0.95 / 1.15);
        assertThat(definition.parameters().limits().enabled()).contains(RiskType.HEALTH_FACTOR, RiskType.LTV);
        assertThat(definition.parameters().limits().critical(RiskType.LTV)).isEqualTo(0.93);
    }

    @Test
    void leverageIsConfigured() {
        // When
        Leverage leverage = define(
                        LEVERED,
                        Map.of(
                                "target_ltv", "0.7",
                                "flash_fee", "0.0005",
                                "atomic_fallback", "wait",
                                "carry_patience", "2d"))
                .parameters()
                .requireLeverage();

        // Then
        assertThat(leverage.targetLtv()).isEqualTo(0.7);
        assertThat(leverage.ltv()).isEqualTo(0.7);
        assertThat(leverage.flashFee()).isEqualTo("0.0005");
        assertThat(leverage.fallback()).isEqualTo(Leverage.Fallback.WAIT);
        assertThat(leverage.patience()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void theHealthFactorOfTheSpecificationCanBeAskedFor() {
        assertThat(define(
                                LEVERED,
                                Map.of(
                                        "health_factor_target", "1.04",
                                        "health_factor_critical", "1.02"))
                        .parameters()
                        .requireLeverage()
                        .ltv())
                .isEqualTo(0.93 * (1 - 0.02215));
    }

    @Test
    void halfIsStakedAndHalfMarginsTheShorts() {
        // When
        StrategyDefinition definition = define(HEDGED);

        // Then
        assertThat(definition.family()).isEqualTo(Family.HEDGED_STAKING);
        assertThat(definition.shareClass()).isEqualTo(Asset.USDT);
        assertThat(definition.hedged()).isTrue();
        assertThat(definition.marketNeutral()).isTrue();
        assertThat(definition.capital()).isEqualByComparingTo("100000");
        assertThat(definition.parameters().requireStaking().allocation()).isEqualTo(0.5);
        assertThat(definition.parameters().requireStaking().exit()).isEqualTo(Staking.Exit.MARKET);
        Hedge hedge = definition.parameters().requireHedge();
        assertThat(hedge.collateral()).isEqualTo(Hedge.Collateral.USDT);
        assertThat(hedge.cashMargin()).isEqualTo(1);
        assertThat(hedge.allocation().weight(Venue.BINANCE)).isEqualTo(0.4);
        assertThat(definition.positions())
                .extracting(Object::toString)
                .contains("binance:BaseToken:ETH", "transit:BaseToken:ETH", "okx:Perp:ETHUSDT")
                .doesNotContain("okx:BaseToken:ETH", "aave_v3:aToken:aWEETH");
        assertThat(definition.series())
                .extracting(Object::toString)
                .contains("spot:uniswap:WETHUSDT", "perp:okx:ETHUSDT", "funding:bybit:ETHUSDT")
                .doesNotContain("spot:okx:ETHUSDT");
        assertThat(definition.parameters().limits().enabled())
                .contains(RiskType.MARGIN_RATIO, RiskType.FUNDING, RiskType.DEPEG)
                .doesNotContain(RiskType.LTV);
    }

    @Test
    void theMarginIsWhatIsNotStaked() {
        assertThat(define(HEDGED, Map.of("stake_allocation_percentage", "0.8"))
                        .parameters()
                        .requireHedge()
                        .cashMargin())
                .isEqualTo(0.25);
    }

    @Test
    void hedgedLeverageWatchesEveryRisk() {
        StrategyDefinition definition = define(HEDGED_LEVERED);
        assertThat(definition.parameters().limits().enabled()).containsExactly(RiskType.values());
        assertThat(definition.parameters().leverage()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eth_staking_only | lst_type | reth | CFG-003 | override: lst_type is 'reth', which is not one of"
                        + " weeth, wsteth",
                "eth_staking_only | stake_allocation_percentage | 0.5 | CFG-013 | override:"
                        + " stake_allocation_percentage is not used by mode eth_staking_only: leave it out",
                "eth_staking_only | target_ltv | 0.5 | CFG-013 | override: target_ltv is used only where"
                        + " borrowing_enabled is true: leave it out",
                "eth_staking_only | unstake_days.lido | 5 | CFG-013 | override: unstake_days.lido is used only where"
                        + " lst_type is wsteth: leave it out",
                "eth_staking_only | unstake_days.etherfi | 1.5 | CFG-003 | override: unstake_days.etherfi is '1.5',"
                        + " which is not a whole number of at least 0",
                "eth_staking_only | funded_in | BTC | CFG-003 | override: funded_in is 'BTC', which is not one of ETH,"
                        + " USDT",
                "eth_staking_only | share_class | USDT | CFG-011 | share_class USDT is not possible with asset ETH;"
                        + " use ETH",
                "eth_staking_only | margin_warning | 0.4 | CFG-013 | override: margin_warning is not used by mode"
                        + " eth_staking_only: leave it out",
                "eth_staking_only | interval | 7h | CFG-010 | interval 7h must divide 8h without remainder, as 5m, 15m"
                        + " or 1h do",
                "usdt_eth_staking_hedged_simple | stake_allocation_percentage | 1 | CFG-003 | override:"
                        + " stake_allocation_percentage is '1', which is not a fraction above 0 and below 1",
                "usdt_eth_staking_hedged_simple | stake_allocation_percentage | 0 | CFG-003 | override:"
                        + " stake_allocation_percentage is '0', which is not a fraction above 0 and below 1",
                "usdt_eth_staking_hedged_simple | stake_allocation_percentage | -0.5 | CFG-003 | override:"
                        + " stake_allocation_percentage is '-0.5', which is not a fraction above 0 and below 1",
                "usdt_eth_staking_hedged_simple | share_class | ETH | CFG-011 | share_class ETH is not possible with"
                        + " asset ETH; use USDT",
                "usdt_eth_staking_hedged_simple | funded_in | ETH | CFG-013 | override: funded_in is not used by mode"
                        + " usdt_eth_staking_hedged_simple: leave it out",
                "usdt_eth_staking_hedged_simple | collateral | usdt | CFG-013 | override: collateral is not used by"
                        + " mode usdt_eth_staking_hedged_simple: leave it out",
                "eth_leveraged | flash_fee | 0.5 | CFG-003 | override: flash_fee is '0.5', which is not a number from 0"
                        + " to 0.1",
                "eth_leveraged | atomic_fallback | loop | CFG-003 | override: atomic_fallback is 'loop', which is not"
                        + " one of sequential, wait",
            })
    void whatIsNotPossibleIsRefused(String mode, String key, String value, String code, String message) {
        refuses(mode, Map.of(key, value), code, message);
    }

    @Test
    void keysOfRewardsAreRefusedWhereNonePay() {
        refuses(
                PLAIN,
                Map.of("lst_type", "wsteth", "rewards.paid_in", "king"),
                "CFG-013",
                "override: rewards.paid_in is used only where lst_type is weeth and rewards.enabled is true:"
                        + " leave it out");
        refuses(
                PLAIN,
                Map.of("rewards.enabled", "false", "dust_delta", "0.01"),
                "CFG-013",
                "override: dust_delta is used only where lst_type is weeth and rewards.enabled is true: leave it out");
    }
}
