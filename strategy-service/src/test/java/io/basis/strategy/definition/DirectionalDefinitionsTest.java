package io.basis.strategy.definition;

import static io.basis.strategy.definition.Defining.FROM;
import static io.basis.strategy.definition.Defining.TO;
import static io.basis.strategy.definition.Defining.define;
import static io.basis.strategy.definition.Defining.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.Asset;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.Signals;
import io.basis.domain.strategy.StrategyDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionalDefinitionsTest {

    private static final String IN_USDT = "ml_usdt_directional_usdt_margin";
    private static final String IN_BTC = "ml_btc_directional_usdt_margin";

    @ParameterizedTest
    @CsvSource({IN_USDT + ", USDT, true, 10000", IN_BTC + ", BTC, false, 1"})
    void oneBtcPerpetualFollowsPredictionsOfFiveMinutes(
            String mode, Asset currency, boolean marketNeutral, String capital) {
        // When
        StrategyDefinition definition = define(mode);

        // Then
        assertThat(definition.family()).isEqualTo(Family.DIRECTIONAL);
        assertThat(definition.shareClass()).isEqualTo(currency);
        assertThat(definition.asset()).isEqualTo(currency);
        assertThat(definition.traded()).isEqualTo(Asset.BTC);
        assertThat(definition.marketNeutral()).isEqualTo(marketNeutral);
        assertThat(definition.hedged()).isFalse();
        assertThat(definition.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(definition.capital()).isEqualByComparingTo(capital);
        assertThat(definition.positions())
                .extracting(Object::toString)
                .containsExactly("binance:BaseToken:USDT", "binance:BaseToken:BTC", "binance:Perp:BTCUSDT");
        assertThat(definition.series())
                .extracting(Object::toString)
                .containsExactly(
                        "spot:binance:BTCUSDT_5m",
                        "perp:binance:BTCUSDT_5m",
                        "funding:binance:BTCUSDT",
                        "signal:model:direction",
                        "signal:model:confidence",
                        "signal:model:sd");
        assertThat(definition.parameters().requireSignals()).isEqualTo(new Signals(0.7, 1, 2, 2, 0.001, 0.1));
        assertThat(definition.parameters().limits().enabled())
                .containsExactly(
                        RiskType.MARGIN_RATIO,
                        RiskType.LIQUIDATION_DISTANCE,
                        RiskType.VOLATILITY,
                        RiskType.STALE_FEED,
                        RiskType.PRICE_MOVE,
                        RiskType.DRAWDOWN);
    }

    @Test
    void noTargetIsNamed() {
        assertThat(define(IN_USDT).parameters().targetApy()).isNull();
        assertThat(define(IN_USDT, Map.of("target_apy", "0.1")).parameters().targetApy())
                .isEqualTo(0.1);
        assertThat(define("btc_basis", Map.of("target_apy", "none"))
                        .parameters()
                        .targetApy())
                .isNull();
    }

    @Test
    void nothingHappensOnChain() {
        // Given
        Parameters parameters = define(IN_USDT).parameters();
        Parameters free = Definitions.define(new DefinitionRequest(
                        "run", IN_USDT, Environment.BACKTEST, null, FROM, TO, null, Map.of(), false))
                .parameters();

        // Then
        assertThat(parameters.gasFloat()).isZero();
        assertThat(parameters.costs().gas()).isFalse();
        assertThat(parameters.costs().fees()).isTrue();
        assertThat(free.costs().fees()).isFalse();
        assertThat(Definitions.configHash(define(IN_USDT, Map.of("costs.gas", "false"))))
                .isEqualTo(Definitions.configHash(define(IN_USDT)));
        refuses(
                IN_USDT,
                Map.of("gas_float", "0.1"),
                "CFG-013",
                "override: gas_float is not used by mode ml_usdt_directional_usdt_margin: leave it out");
    }

    @Test
    void theBtcAtTheExchangeIsFilteredAsBtc() {
        // When
        Execution execution = define(
                        IN_USDT, Map.of("venue_filters", "standard", "latency", "30s", "fill_ratio", "0.8"))
                .parameters()
                .execution();

        // Then
        assertThat(execution.latency()).isEqualTo(Duration.ofSeconds(30));
        assertThat(execution.fillRatio()).isEqualTo("0.8");
        assertThat(execution.spot())
                .isEqualTo(
                        new Execution.Filter(new BigDecimal("0.00001"), new BigDecimal("0.01"), new BigDecimal("5")));
        assertThat(execution.perp())
                .isEqualTo(new Execution.Filter(new BigDecimal("0.001"), new BigDecimal("0.1"), new BigDecimal("100")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval | 1h | CFG-010 | interval 1h does not fit predictions and stops of bars of 5m; leave it at 5m",
                "share_class | BTC | CFG-011 | share_class BTC is not possible with asset USDT; use USDT",
                "ml_config.signal_threshold | 1.5 | CFG-003 | override: ml_config.signal_threshold is '1.5', which is"
                        + " not a number from 0 to 1",
                "ml_config.stop_loss_sd | 0 | CFG-003 | override: ml_config.stop_loss_sd is '0', which is not a number"
                        + " above 0",
                "fill_ratio | 0 | CFG-003 | override: fill_ratio is '0', which is not a fraction above 0 and at most 1",
                "fill_ratio | 1.1 | CFG-003 | override: fill_ratio is '1.1', which is not a fraction above 0 and at"
                        + " most 1",
                "venue_filters | binance | CFG-003 | override: venue_filters is 'binance', which is not one of none,"
                        + " standard",
                "max_delta_drift | 0.1 | CFG-013 | override: max_delta_drift is not used by mode"
                        + " ml_usdt_directional_usdt_margin: leave it out",
                "funding_warning | 0.1 | CFG-013 | override: funding_warning is not used by mode"
                        + " ml_usdt_directional_usdt_margin: leave it out",
                "hedge_allocation.okx | 0.1 | CFG-013 | override: hedge_allocation.okx is not used by mode"
                        + " ml_usdt_directional_usdt_margin: leave it out",
                "transfer_delay | 1h | CFG-013 | override: transfer_delay is not used by mode"
                        + " ml_usdt_directional_usdt_margin: leave it out",
            })
    void whatIsNotPossibleIsRefused(String key, String value, String code, String message) {
        refuses(IN_USDT, Map.of(key, value), code, message);
    }
}
