package io.basis.pnl.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

    @Test
    void yearlyRatesFollowFromReturnAndDays() {
        // Given 1 % in 36.5 days, in steps of 12 hours
        double[] growth = new double[74];
        java.util.Arrays.fill(growth, 1.01);

        // When
        Metrics metrics = Metrics.of(new ReturnCurve(every(Duration.ofHours(12), 74), growth));

        // Then
        assertThat(metrics.totalReturn()).isEqualTo(0.01, within(1e-15));
        assertThat(metrics.apr()).isEqualTo(0.1, within(1e-12));
        assertThat(metrics.apy()).isEqualTo(Math.pow(1.01, 10) - 1, within(1e-12));
    }

    @Test
    void riskIsMeasuredOnDailyReturns() {
        // Given daily returns of +2 %, −1 %, +2 %, and hours between that must not count
        List<Instant> at = every(Duration.ofHours(12), 7);
        double[] growth = {1, 5, 1.02, 5, 1.0098, 5, 1.0098 * 1.02};

        // When
        Metrics metrics = Metrics.of(new ReturnCurve(at, growth));

        // Then mean .01, squared deviations .0001 + .0004 + .0001 over n − 1 = 2
        double volatility = Math.sqrt(0.0006 / 2) * Math.sqrt(365);
        assertThat(metrics.volatility()).isEqualTo(volatility, within(1e-12));
        assertThat(metrics.sharpe()).isEqualTo(0.01 * 365 / volatility, within(1e-9));
        assertThat(metrics.sortino()).isEqualTo(0.01 * 365 / Math.sqrt(0.0001 / 3 * 365), within(1e-9));
    }

    @Test
    void drawdownIsMeasuredOverAllInstants() {
        // Given a fall to .9 of the peak that is over before the day ends
        double[] growth = {1, 1.2, 1.08, 1.3};

        // When
        Metrics metrics = Metrics.of(new ReturnCurve(every(Duration.ofHours(1), 4), growth));

        // Then
        assertThat(metrics.maxDrawdown()).isEqualTo(-0.1, within(1e-12));
    }

    @Test
    void costsOfTheEntryCountAsReturnAndAsDrawdown() {
        // Given a unit that is worth .99 as soon as it is invested
        double[] growth = {0.99, 1};

        // When
        Metrics metrics = Metrics.of(new ReturnCurve(every(Duration.ofDays(1), 2), growth));

        // Then
        assertThat(metrics.totalReturn()).isZero();
        assertThat(metrics.maxDrawdown()).isEqualTo(-0.01, within(1e-12));
    }

    @Test
    void ratiosWithoutRiskDoNotExist() {
        // Given a curve that never moves
        double[] growth = {1, 1, 1, 1};

        // When
        Metrics metrics = Metrics.of(new ReturnCurve(every(Duration.ofDays(1), 4), growth));

        // Then
        assertThat(metrics.volatility()).isEqualTo(0.0);
        assertThat(metrics.sharpe()).isNull();
        assertThat(metrics.sortino()).isNull();
        assertThat(metrics.calmar()).isNull();
    }

    @Test
    void calmarIsYearlyReturnOverDrawdown() {
        // Given +10 %, −5 % over two days
        double[] growth = {1, 1.1, 1.045};

        // When
        Metrics metrics = Metrics.of(new ReturnCurve(every(Duration.ofDays(1), 3), growth));

        // Then
        assertThat(metrics.apy()).isNotNull();
        assertThat(metrics.calmar()).isEqualTo(metrics.apy() / 0.05, within(1e-6));
    }

    @Test
    void aSingleInstantHasNoRates() {
        // Given When
        Metrics metrics = Metrics.of(new ReturnCurve(List.of(START), new double[] {0.999}));

        // Then
        assertThat(metrics.apr()).isNull();
        assertThat(metrics.apy()).isNull();
        assertThat(metrics.volatility()).isNull();
        assertThat(metrics.totalReturn()).isEqualTo(-0.001, within(1e-12));
    }

    @Test
    void aRestOfADayIsNoDay() {
        // Given two and a half days
        List<Instant> at = every(Duration.ofHours(12), 6);

        // When
        double[] daily = new ReturnCurve(at, new double[] {1, 1, 1.1, 1.1, 1.1, 9}).dailyReturns();

        // Then
        assertThat(daily).hasSize(2);
        assertThat(daily[0]).isEqualTo(0.1, within(1e-12));
        assertThat(daily[1]).isZero();
    }

    private static List<Instant> every(Duration step, int count) {
        List<Instant> at = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            at.add(START.plus(step.multipliedBy(i)));
        }
        return at;
    }
}
