package io.basis.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void aLoanIsSummedUpByItsWorstMoments() {
        // Given When 500 against 400 at the start, 505 against 400 from then on
        Summary summary = PlayedRun.levered().summary();

        // Then
        assertThat(summary.minHealthFactor()).isCloseTo(0.95 * 500 / 400, within(1e-12));
        assertThat(summary.maxLtv()).isCloseTo(0.8, within(1e-12));
        assertThat(summary.minMarginRatio()).isNull();
    }

    @Test
    void stakedTokensAreWorthTheirProtocolRateAndTheirMarketPrice() {
        // Given When the protocol rate at 1.01, the market at 1, 10 EIGEN at 0.001 ETH
        Summary summary = PlayedRun.levered().summary();

        // Then
        assertThat(summary.finalEquity()).isCloseTo(505 - 400 + 0.01, within(1e-9));
        assertThat(summary.finalEquityAtMarket()).isCloseTo(500 - 400 + 0.01, within(1e-9));
        assertThat(Math.abs(summary.residual())).isLessThan(1e-9);
    }

    @Test
    void whatWasNeitherStakedNorBorrowedHasNoSuchFigure() {
        // Given When
        Summary summary = PlayedRun.directional().summary();

        // Then
        assertThat(summary.finalEquityAtMarket()).isNull();
        assertThat(summary.minHealthFactor()).isNull();
        assertThat(summary.maxLtv()).isNull();
    }

    @Test
    void flashLoansAreNoTradesAndStopsAre() {
        assertThat(PlayedRun.levered().summary().trades()).isEqualTo(4);
        assertThat(PlayedRun.directional().summary().trades()).isEqualTo(4);
    }

    @Test
    void liquidationsOfPerpetualsAndOfCollateralCount() {
        // Given
        StrategyDefinition definition = Setup.levered(Asset.WEETH).definition();
        Market market = Market.of(definition);
        PlayedRun run = PlayedRun.levered()
                .at(
                        market.nextHour().nextHour().nextHour(),
                        new AccountEvent.LoanLiquidated(
                                BigDecimal.TEN,
                                BigDecimal.TEN,
                                Asset.WEETH,
                                new BigDecimal("10.1"),
                                new BigDecimal("10.1")));

        // When
        Summary summary = run.summary();

        // Then
        assertThat(summary.liquidations()).isEqualTo(1);
        assertThat(summary.trades()).isEqualTo(4);
    }

    @Test
    void rebalancesGoBackToATargetAndSignalsDoNot() {
        // Given
        StrategyDefinition definition = Setup.basis(Asset.BTC).definition();
        Market market = Market.of(definition);
        PlayedRun run = new PlayedRun(definition)
                .at(market, new AccountEvent.Deposited(InstrumentKey.token(Venue.WALLET, Asset.USDT), BigDecimal.TEN));
        for (Reason reason : Reason.values()) {
            run.decided(market, Action.ENTRY_PARTIAL, reason);
            run.decided(market, Action.HOLD, reason);
        }

        // When
        Summary summary = run.summary();

        // Then deviation, allocation, margin, drift, health, lever up, carry lost, risk
        assertThat(summary.rebalances()).isEqualTo(8);
    }
}
