package io.basis.backtest.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.backtest.stress.StressResult.Safety;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run of hours whose first shock comes after two of them. */
class StressRecorderTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHOCK = HOUR.multipliedBy(2);

    private static final RiskReading THIN = RiskReading.of(RiskType.MARGIN_RATIO, Venue.OKX, 0.1, 0.3, 0.2);
    private static final RiskReading MOVE = RiskReading.of(RiskType.PRICE_MOVE, null, 0.4, 0.1, 0.1);
    private static final RiskReading FALL = RiskReading.of(RiskType.DRAWDOWN, null, 0.4, 0.1, 0.2);

    private final StrategyDefinition definition = Setup.basis(Asset.BTC).definition();
    private final StressRecorder recorder = new StressRecorder(definition, Setup.START.plus(SHOCK));
    private Market market = Market.of(definition);

    @Test
    void lossesAreHeldAgainstTheWorthBeforeTheShock() {
        // Given
        curve(1, 1.25, 1.0, 0.5, 0.75);

        // When
        StressResult result = result();

        // Then
        assertThat(result.loss()).isEqualTo(0.6);
        assertThat(result.finalLoss()).isEqualTo(0.4);
    }

    @Test
    void aGainIsNoLoss() {
        // Given
        curve(1, 1, 1.1, 1.2);

        // When
        StressResult result = result();

        // Then
        assertThat(result.loss()).isZero();
        assertThat(result.finalLoss()).isEqualTo(-0.2, within(1e-12));
    }

    @Test
    void aRunThatEndsBeforeTheShockHasNoLoss() {
        // Given
        curve(1, 1);

        // When
        StressResult result = result();

        // Then
        assertThat(result.loss()).isNull();
        assertThat(result.finalLoss()).isNull();
    }

    @Test
    void theSmallestRatiosSinceTheShockCount() {
        // Given
        instant(exposure(0.1, 1.0));
        instant(exposure(0.9, 1.2));
        instant(exposure(0.5, 1.15));
        instant(exposure(0.6, 1.05));

        // When
        StressResult result = result();

        // Then
        assertThat(result.minMarginRatio()).isEqualTo(0.5);
        assertThat(result.minHealthFactor()).isEqualTo(1.05, within(1e-12));
    }

    @Test
    void nothingAtRiskHasNoRatio() {
        // Given
        calm(4);

        // When
        StressResult result = result();

        // Then
        assertThat(result.minMarginRatio()).isNull();
        assertThat(result.minHealthFactor()).isNull();
        assertThat(result.safety()).isEqualTo(new Safety.Always());
        assertThat(result.breach()).isNull();
    }

    @Test
    void theFirstLimitBreachedIsTheOneThatRestricts() {
        // Given
        instant(exposure(1, 2), List.of(MOVE), MOVE);
        calm(1);
        instant(exposure(1, 2), List.of(MOVE, THIN), THIN);
        instant(exposure(1, 2), List.of(FALL), FALL);

        // When
        StressResult result = result();

        // Then
        assertThat(result.breach()).isEqualTo(THIN);
    }

    @Test
    void dangerLastsUntilThePlanUnderWayIsDone() {
        // Given
        calm(2);
        instant(exposure(1, 2), List.of(THIN), THIN);
        busy(Reason.IN_TRANSIT);
        busy(Reason.PLAN);
        calm(1);
        busy(Reason.DEVIATION);
        calm(1);

        // When
        StressResult result = result();

        // Then
        assertThat(result.safety()).isEqualTo(new Safety.After(SHOCK));
    }

    @Test
    void aPlanThatStartsInCalmIsNoDanger() {
        // Given
        calm(2);
        busy(Reason.DEVIATION);
        busy(Reason.IN_TRANSIT);
        calm(1);

        // When
        StressResult result = result();

        // Then
        assertThat(result.safety()).isEqualTo(new Safety.Always());
    }

    @Test
    void aDrawdownIsALimitBreachedAndNoDanger() {
        // Given
        calm(2);
        instant(exposure(1, 2), List.of(FALL), FALL);
        calm(1);

        // When
        StressResult result = result();

        // Then
        assertThat(result.breach()).isEqualTo(FALL);
        assertThat(result.safety()).isEqualTo(new Safety.Always());
    }

    @Test
    void dangerAtTheEndIsSafetyNotReached() {
        // Given
        calm(3);
        instant(exposure(1, 2), List.of(THIN), THIN);

        // When
        StressResult result = result();

        // Then
        assertThat(result.safety()).isEqualTo(new Safety.Never());
    }

    @Test
    void aRunThatHaltsIsNotSafeAndSaysWhy() {
        // Given
        curve(1, 1, 1);

        // When
        StressResult result = recorder.result("test", "ORD-001", recorder.curve());

        // Then
        assertThat(result.halt()).isEqualTo("ORD-001");
        assertThat(result.safety()).isEqualTo(new Safety.Never());
        assertThat(result.asInHistory()).isFalse();
    }

    @Test
    void liquidationsSinceTheShockAreCounted() {
        // Given
        AccountEvent liquidated = new Liquidated(
                InstrumentKey.perp(Venue.OKX, Asset.BTC), BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ZERO);
        instant(exposure(1, 2), List.of(), null, liquidated);
        calm(2);
        instant(exposure(1, 2), List.of(), null, liquidated, liquidated);

        // When
        StressResult result = result();

        // Then
        assertThat(result.liquidations()).isEqualTo(2);
    }

    @Test
    void aCurveThatIsTheSameIsAsInHistory() {
        // Given
        curve(1, 1.1, 1.2);
        SortedMap<Instant, Double> same = recorder.curve();

        // When
        StressResult result = recorder.result("test", null, same);

        // Then
        assertThat(result.asInHistory()).isTrue();
        assertThat(result().asInHistory()).isFalse();
    }

    private StressResult result() {
        return recorder.result("test", null, Collections.emptySortedMap());
    }

    private void curve(double... indices) {
        for (double index : indices) {
            recorder.on(new PnlReport(market.snapshot().at(), 0, 0, 0, 0, 0, Attribution.NONE, 0, Double.NaN, index));
            calm(1);
        }
    }

    private void calm(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            instant(new Exposure(1, 1, 1, List.of(), 0, List.of(), null));
        }
    }

    private void busy(Reason reason) {
        recorder.on(assessment(exposure(1, 2), List.of(), null, List.of()));
        decide(reason, 1);
        next();
    }

    private void instant(Exposure exposure) {
        instant(exposure, List.of(), null);
    }

    private void instant(
            Exposure exposure, List<RiskReading> readings, @Nullable RiskReading acting, AccountEvent... events) {
        recorder.on(assessment(exposure, readings, acting, List.of(events)));
        decide(Reason.WITHIN_THRESHOLD, 0);
        next();
    }

    private void next() {
        market = market.nextHour();
    }

    private void decide(Reason reason, long group) {
        recorder.on(new TargetPositions(
                market.snapshot().at(), 0, Action.HOLD, List.of(), 0, reason, 0, 0, group, null, group == 0));
    }

    private RiskAssessment assessment(
            Exposure exposure, List<RiskReading> readings, @Nullable RiskReading acting, List<AccountEvent> events) {
        MarketSnapshot snapshot = market.snapshot();
        Positions none = Positions.none(new PositionLayout(definition.positions()));
        return new RiskAssessment(0, 0, snapshot, events, none, exposure, readings, Permission.TRADE, acting, 1, 1);
    }

    private static Exposure exposure(double marginRatio, double healthFactor) {
        return new Exposure(
                1,
                1,
                1,
                List.of(),
                0,
                List.of(
                        new VenueMargin(Venue.OKX, 1, 0, 0, 1, -1, marginRatio),
                        new VenueMargin(Venue.BYBIT, 0, 0, 0, 0, 0, Double.NaN)),
                new Loan(healthFactor, 1, 1));
    }
}
