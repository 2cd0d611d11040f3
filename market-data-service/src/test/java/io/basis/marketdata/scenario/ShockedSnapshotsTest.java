package io.basis.marketdata.scenario;

import static io.basis.marketdata.scenario.Hours.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Venue;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ShockedSnapshotsTest {

    private static final Offset<Double> EXACT = within(1e-12);

    private static final String SPOT = "spot:binance:ETHUSDT";
    private static final String PERP = "perp:binance:ETHUSDT";
    private static final String FUNDING = "funding:binance:ETHUSDT";
    private static final String INDEX = "borrow_index:aave_v3:WETH";

    @Test
    void withoutAScenarioHistoryIsWhatHappens() {
        List<MarketSnapshot> history = Hours.of(SPOT).bars(100, 100).snapshots();

        assertThat(ShockedSnapshots.of(null, history)).isSameAs(history);
    }

    @Test
    void whatARunDoesNotHaveIsNotTouched() {
        List<MarketSnapshot> history = Hours.of(SPOT).bars(100, 100).snapshots();

        List<MarketSnapshot> run = ShockedSnapshots.of(scenario(scale(0, "spot:*:BTC*", 0.6, 0)), history);

        assertThat(run).isSameAs(history);
    }

    @Test
    void shocksToVenuesLeaveTheFeedAlone() {
        List<MarketSnapshot> history = Hours.of(SPOT).bars(100, 100).snapshots();

        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(
                        new Shock.Freeze(hours(1), hours(1), Venue.BYBIT),
                        new Shock.Refuse(hours(1), hours(1), Venue.BYBIT),
                        new Shock.HoldTransfers(hours(1), hours(1))),
                history);

        assertThat(run).isSameAs(history);
    }

    @Test
    void aFactorIsReachedInAStraightLine() {
        // Given
        List<MarketSnapshot> history =
                Hours.of(SPOT).bars(100, 100, 100, 100, 100, 100).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(scenario(scale(1, "spot:*:ETH*", 0.6, 4)), history);

        // Then
        assertThat(values(run, 0)).containsExactly(new double[] {100.0, 100.0, 90.0, 80.0, 70.0, 60.0}, EXACT);
    }

    @Test
    void aBarHoldsBothEndsOfItsPartOfTheFall() {
        // Given
        List<MarketSnapshot> history = Hours.of(SPOT).bars(100, 100, 100, 100).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(scenario(scale(1, SPOT, 0.6, 1)), history);

        // Then
        assertThat(run.get(2).high(0)).isEqualTo(101);
        assertThat(run.get(2).low(0)).isEqualTo(99 * 0.6, EXACT);
        assertThat(run.get(3).high(0)).isEqualTo(101 * 0.6, EXACT);
        assertThat(run.get(3).low(0)).isEqualTo(99 * 0.6, EXACT);
    }

    @Test
    void aFallAtOnceIsInTheBarThatItEnds() {
        // Given
        List<MarketSnapshot> history = Hours.of(SPOT).bars(100, 100, 100).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(scenario(scale(1, SPOT, 0.6, 0)), history);

        // Then
        assertThat(values(run, 0)).containsExactly(new double[] {100.0, 60.0, 60.0}, EXACT);
        assertThat(run.get(1).high(0)).isEqualTo(101);
        assertThat(run.get(1).low(0)).isEqualTo(99 * 0.6, EXACT);
    }

    @Test
    void aShockOverBetweenTwoInstantsIsInTheBarAlone() {
        // Given
        List<MarketSnapshot> history = Hours.of(SPOT).bars(100, 100, 100).snapshots();
        Shock flashCrash = new Shock.Scale(
                Duration.ofMinutes(70), Duration.ofMinutes(20), SeriesPattern.parse(SPOT), 0.5, Duration.ofMinutes(40));

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(scenario(flashCrash), history);

        // Then
        assertThat(values(run, 0)).containsExactly(100.0, 100.0, 100.0);
        assertThat(run.get(2).low(0)).isEqualTo(99 * 0.75, EXACT);
        assertThat(run.get(2).high(0)).isEqualTo(101);
        assertThat(run.get(1)).isSameAs(history.get(1));
    }

    @Test
    void aShockThatEndsGivesThePriceBack() {
        // Given
        List<MarketSnapshot> history =
                Hours.of(SPOT).bars(100, 100, 100, 100, 100).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(new Shock.Scale(hours(1), hours(2), SeriesPattern.parse(SPOT), 2, Duration.ZERO)), history);

        // Then
        assertThat(values(run, 0)).containsExactly(100.0, 200.0, 200.0, 100.0, 100.0);
        assertThat(run.get(3).high(0)).isEqualTo(202);
        assertThat(run.get(3).low(0)).isEqualTo(99);
        assertThat(run.get(4)).isSameAs(history.get(4));
    }

    @Test
    void aPaymentIsReplacedWhereOneIsDue() {
        // Given
        List<MarketSnapshot> history = Hours.of(FUNDING)
                .payments(0.0001, Double.NaN, 0.0001, Double.NaN, 0.0001)
                .snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(new Shock.Replace(hours(1), hours(2), SeriesPattern.parse("funding:*:ETH*"), -0.003)),
                history);

        // Then
        assertThat(values(run, 0)).containsExactly(0.0001, Double.NaN, -0.003, Double.NaN, 0.0001);
        assertThat(run.get(1).provenance(0)).isEqualTo(Provenance.ABSENT);
    }

    @Test
    void aReplacedPriceStandsStillInsideItsBars() {
        // Given
        List<MarketSnapshot> history =
                Hours.of(SPOT).bars(100, 100, 100, 100, 100).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(new Shock.Replace(hours(1), hours(2), SeriesPattern.parse(SPOT), 50)), history);

        // Then
        assertThat(values(run, 0)).containsExactly(100.0, 50.0, 50.0, 100.0, 100.0);
        assertThat(run.stream().map(at -> at.high(0))).containsExactly(101.0, 101.0, 50.0, 101.0, 101.0);
        assertThat(run.stream().map(at -> at.low(0))).containsExactly(99.0, 50.0, 50.0, 50.0, 99.0);
    }

    @Test
    void anIndexKeepsWhatItGrewByWhenTheShockIsOver() {
        // Given
        List<MarketSnapshot> history = Hours.of(INDEX).points(2, 2, 2, 3, 3).snapshots();
        double hour = 1 / (365 * 24.0);

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(new Shock.Accrue(hours(1), hours(2), SeriesPattern.parse(INDEX), 1)), history);

        // Then
        assertThat(values(run, 0))
                .containsExactly(
                        new double[] {2.0, 2.0, 2 * (1 + hour), 3 * (1 + 2 * hour), 3 * (1 + 2 * hour)}, EXACT);
        assertThat(run.get(1)).isSameAs(history.get(1));
    }

    @Test
    void aFeedThatStandsStillRepeatsItsLastPriceAsStale() {
        // Given
        List<MarketSnapshot> history =
                Hours.of(SPOT).bars(100, 110, 90, 130, 120).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(new Shock.Stall(hours(2), hours(2), SeriesPattern.parse("spot:*:*"))), history);

        // Then
        assertThat(values(run, 0)).containsExactly(100.0, 110.0, 110.0, 110.0, 120.0);
        assertThat(run.stream().map(at -> at.provenance(0)))
                .containsExactly(
                        Provenance.OBSERVED,
                        Provenance.OBSERVED,
                        Provenance.STALE,
                        Provenance.STALE,
                        Provenance.OBSERVED);
        assertThat(run.get(3).high(0)).isEqualTo(110);
        assertThat(run.get(3).low(0)).isEqualTo(110);
    }

    @Test
    void aFeedThatComesBackTellsWhatHappenedMeanwhile() {
        // Given
        List<MarketSnapshot> history =
                Hours.of(SPOT).bars(100, 110, 90, 130, 120).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(new Shock.Stall(hours(2), hours(2), SeriesPattern.parse("spot:*:*"))), history);

        // Then
        assertThat(run.get(4).high(0)).isEqualTo(131);
        assertThat(run.get(4).low(0)).isEqualTo(89);
    }

    @Test
    void aStalledPaymentDoesNotCome() {
        // Given
        List<MarketSnapshot> history =
                Hours.of(FUNDING).payments(0.0001, 0.0001, 0.0001).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(new Shock.Stall(hours(1), hours(1), SeriesPattern.parse("funding:*:*"))), history);

        // Then
        assertThat(values(run, 0)).containsExactly(0.0001, Double.NaN, 0.0001);
        assertThat(run.get(1).provenance(0)).isEqualTo(Provenance.ABSENT);
    }

    @Test
    void aFeedThatStandsStillFromTheStartRepeatsItsFirstPrice() {
        // Given
        List<MarketSnapshot> history = Hours.of(SPOT).bars(100, 110, 90).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(new Shock.Stall(Duration.ZERO, Duration.ZERO, SeriesPattern.parse("spot:*:*"))), history);

        // Then
        assertThat(values(run, 0)).containsExactly(100.0, 100.0, 100.0);
    }

    @Test
    void shocksWorkOnWhatTheOnesBeforeLeft() {
        // Given
        List<MarketSnapshot> history = Hours.of(SPOT).bars(100, 100, 100, 100).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(
                scenario(
                        scale(1, SPOT, 0.5, 0),
                        new Shock.Stall(hours(2), hours(1), SeriesPattern.parse(SPOT)),
                        scale(3, SPOT, 0.5, 0)),
                history);

        // Then
        assertThat(values(run, 0)).containsExactly(100.0, 50.0, 50.0, 25.0);
    }

    @Test
    void everySeriesNamedIsShockedAndNoOther() {
        // Given
        List<MarketSnapshot> history = Hours.of(SPOT, PERP).bars(100, 100).snapshots();

        // When
        List<MarketSnapshot> run = ShockedSnapshots.of(scenario(scale(1, "perp:*:*", 1.82, 0)), history);

        // Then
        assertThat(values(run, 0)).containsExactly(100.0, 100.0);
        assertThat(values(run, 1)).containsExactly(100.0, 182.0);
    }

    private static Scenario scenario(Shock... shocks) {
        return new Scenario("test", "Test", List.of(shocks));
    }

    private static Shock scale(int after, String series, double factor, int over) {
        return new Shock.Scale(hours(after), Duration.ZERO, SeriesPattern.parse(series), factor, hours(over));
    }

    private static Duration hours(int count) {
        return HOUR.multipliedBy(count);
    }

    private static double[] values(List<MarketSnapshot> run, int slot) {
        return run.stream().mapToDouble(at -> at.value(slot)).toArray();
    }
}
