package io.basis.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.order.OrderRef;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {

    @Test
    void aYieldBelowItsTargetIsSaid() {
        // Given a target of 20 % a year
        Summary summary = summary(Asset.ETH, 500);

        // When Then what is counted in a coin is held against it in USDT
        assertThat(Targets.missed(summary))
                .first()
                .asString()
                .startsWith("eth_basis: the target of 20.00 % a year was not reached in this window, it was ")
                .endsWith(" % in USDT.");
    }

    @Test
    void aWindowTooShortForAYearlyRateIsSaid() {
        assertThat(Targets.missed(summary(Asset.BTC, 0)))
                .containsExactly(
                        "btc_basis: whether the target of 8.00 % a year was reached is not known, the window is "
                                + "too short for a yearly rate.");
    }

    @Test
    void aDrawdownBeyondItsLimitIsSaid() {
        // Given a limit of 2 %, 0.1 BTC held on 10,000 USDT, and a price that falls from 60,000 to 54,000
        StrategyDefinition definition = Setup.directional(Asset.USDT).definition();
        Market market = Market.of(definition);
        PlayedRun run = new PlayedRun(definition)
                .at(market, new Deposited(InstrumentKey.token(Venue.BINANCE, Asset.USDT), new BigDecimal("10000")))
                .at(
                        market,
                        new PerpFilled(
                                new OrderRef(1, 1),
                                InstrumentKey.perp(Venue.BINANCE, Asset.BTC),
                                new BigDecimal("0.1"),
                                new BigDecimal("60000"),
                                BigDecimal.ZERO,
                                BigDecimal.ZERO))
                .at(PlayedRun.candle(market, 54_000));

        // When
        List<String> missed = Targets.missed(run.summary());

        // Then
        assertThat(missed).contains("test: the largest drawdown was to stay within 2.00 %, it was 6.00 %.");
    }

    private static Summary summary(Asset asset, int hours) {
        RunRecord run = HandMadeRun.of(asset, hours).record();
        return Summary.of(run, HandMadeRun.origin(false), Duration.ofMillis(1));
    }
}
