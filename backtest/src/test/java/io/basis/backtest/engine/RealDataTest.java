package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.pnl.Source;
import io.basis.marketdata.snapshot.MissingDataException;
import io.basis.venues.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

/** What the documentation says comes out of the real data: DOMAIN.md, section 6. */
class RealDataTest {

    private static final String YEAR_BEGINS = "2024-06-01";
    private static final String YEAR_ENDS = "2025-07-01";

    private final Catalogue data = RealData.catalogue();

    /** Golden vector G1. */
    @Test
    void aWeekOfLendingGrowsByTheRatioOfTheIndices() {
        // When
        Runs.Finished run = Runs.of("pure_lending_usdt")
                .over("2024-06-01", "2024-06-08")
                .withoutCosts()
                .on(data);

        // Then
        assertThat(run.summary().finalEquity()).isCloseTo(100_143.20413086, within(1e-6));
        assertThat(run.summary().attribution().get(Source.SUPPLY_YIELD)).isCloseTo(143.20413086, within(1e-6));
    }

    @Test
    void thirteenMonthsOfLending() {
        // When
        Runs.Finished run = Runs.of("pure_lending_usdt")
                .over(YEAR_BEGINS, YEAR_ENDS)
                .withoutCosts()
                .on(data);

        // Then
        assertThat(run.totalReturn()).isCloseTo(0.054371, within(1e-6));
        assertThat(run.worstResidual()).isLessThan(1e-9);
    }

    @Test
    void thirteenMonthsOfBtcBasis() {
        // When
        Runs.Finished run =
                Runs.of("btc_basis").over(YEAR_BEGINS, YEAR_ENDS).withoutCosts().on(data);

        // Then
        assertThat(run.totalReturn()).isCloseTo(0.0742, within(0.0005));
        assertThat(run.worstResidual()).isLessThan(1e-9);
        assertThat(run.worstDrift()).isLessThan(0.05);
        assertThat(run.summary().liquidations()).isZero();
        assertThat(run.summary().rebalances()).isBetween(410, 435);
        assertThat(run.summary().quality().substituted()).isPositive();
    }

    @Test
    void aWiderThresholdTradesFarLessForTheSameCarry() {
        // Given
        Runs tight = Runs.of("btc_basis").over(YEAR_BEGINS, YEAR_ENDS);
        Runs wide = Runs.of("btc_basis").over(YEAR_BEGINS, YEAR_ENDS).set("position_deviation_threshold", "0.10");

        // When
        Runs.Finished often = tight.on(data);
        Runs.Finished rarely = wide.on(data);

        // Then
        assertThat(often.summary().rebalances()).isBetween(400, 440);
        assertThat(rarely.summary().rebalances()).isBetween(15, 30);
        assertThat(costs(often)).isBetween(0.012, 0.025);
        assertThat(costs(rarely)).isBetween(0.002, 0.008);
        assertThat(rarely.totalReturn()).isGreaterThan(often.totalReturn());
        assertThat(often.totalReturn() + costs(often)).isCloseTo(0.0742, within(0.004));
        assertThat(rarely.totalReturn() + costs(rarely)).isCloseTo(0.0742, within(0.004));
    }

    /** Fees, slippage and gas, fraction of the starting capital. */
    private static double costs(Runs.Finished run) {
        var attribution = run.summary().attribution();
        return -(attribution.get(Source.FEES) + attribution.get(Source.SLIPPAGE) + attribution.get(Source.GAS))
                / 100_000;
    }

    @Test
    void withoutSubstitutesTheFirstHoleStopsTheRun() {
        // Given
        Runs run = Runs.of("btc_basis").over(YEAR_BEGINS, YEAR_ENDS).set("data.gaps", "fail");

        // When
        var thrown = assertThatThrownBy(() -> run.on(data));

        // Then
        thrown.isInstanceOf(MissingDataException.class)
                .hasMessageContaining("okx:BTCUSDT has no value at 2024-06-01T00:00:00Z")
                .hasMessageContaining("data.gaps");
    }
}
