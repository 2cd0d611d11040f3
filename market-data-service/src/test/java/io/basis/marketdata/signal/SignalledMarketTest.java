package io.basis.marketdata.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.marketdata.snapshot.Coverage;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.venues.catalogue.CatalogueException;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.Signal.Direction;
import io.basis.venues.catalogue.TimeSeries;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignalledMarketTest {

    private static final List<SeriesKey> SERIES =
            List.of(ExampleModel.BARS, SeriesKey.SIGNAL_DIRECTION, SeriesKey.SIGNAL_CONFIDENCE, SeriesKey.SIGNAL_SD);

    private static final Signal BEFORE = signal(-1, Direction.LONG, 0.9);
    private static final Signal SHORT = signal(1, Direction.SHORT, 0.8);
    private static final Signal NEUTRAL = signal(2, Direction.NEUTRAL, 0.5);
    private static final Signal LONG = signal(4, Direction.LONG, 0.7);
    private static final Signal AFTER = signal(7, Direction.LONG, 0.6);

    @Test
    void a_prediction_is_there_at_its_own_stamp_and_at_no_other() {
        // Given
        SignalledMarket market = market(BEFORE, SHORT, NEUTRAL, LONG, AFTER);

        // When
        SnapshotFeed feed = feed(market, Duration.ofMinutes(5));

        // Then
        assertThat(direction(feed)).containsExactly(Double.NaN, -1, 0, Double.NaN, 1, Double.NaN, Double.NaN);
        MarketSnapshot at = feed.at(1);
        assertThat(at.value(2)).isEqualTo(0.8);
        assertThat(at.value(3)).isEqualTo(0.004);
        assertThat(at.provenance(1)).isEqualTo(Provenance.OBSERVED);
        assertThat(feed.at(3).provenance(1)).isEqualTo(Provenance.ABSENT);
    }

    @Test
    void an_instant_without_one_is_counted_once() {
        // Given
        SignalledMarket market = market(BEFORE, SHORT, NEUTRAL, LONG, AFTER);

        // When
        SnapshotFeed feed = feed(market, Duration.ofMinutes(5));

        // Then
        assertThat(feed.quality().missing()).isEqualTo(4);
        assertThat(feed.quality().bySeries().get(SeriesKey.SIGNAL_DIRECTION).missing())
                .isEqualTo(4);
        assertThat(feed.quality().bySeries().get(SeriesKey.SIGNAL_SD).missing()).isZero();
    }

    @Test
    void predictions_between_two_instants_are_not_added_up() {
        // Given
        SignalledMarket market = market(SHORT, NEUTRAL, LONG);

        // When
        SnapshotFeed feed = feed(market, Duration.ofMinutes(10));

        // Then
        assertThat(direction(feed)).containsExactly(Double.NaN, 0, 1, Double.NaN);
    }

    @Test
    void a_market_without_any_is_all_neutral() {
        // Given
        SignalledMarket market = market();

        // When
        SnapshotFeed feed = feed(market, Duration.ofMinutes(5));

        // Then
        assertThat(feed.quality().missing()).isEqualTo(7);
    }

    @Test
    void predictions_are_made_once_and_bound_no_window() {
        // Given
        AtomicInteger made = new AtomicInteger();
        SignalledMarket market = new SignalledMarket(new Minutes(), () -> {
            made.incrementAndGet();
            return List.of(SHORT);
        });

        // When
        Coverage coverage = Coverage.of(market, SERIES, GapPolicy.FAIL);

        // Then
        assertThat(made).hasValue(0);
        assertThat(coverage.from()).isEqualTo(Walks.at(0));
        assertThat(coverage.to()).isEqualTo(Walks.at(7));
        feed(market, Duration.ofMinutes(5));
        assertThat(made).hasValue(1);
    }

    @Test
    void other_series_are_those_of_the_market() {
        // Given
        SignalledMarket market = market(SHORT);

        // When Then
        assertThat(market.has(ExampleModel.BARS)).isTrue();
        assertThat(market.has(SeriesKey.GAS)).isFalse();
        assertThat(market.has(SeriesKey.SIGNAL_SD)).isTrue();
        assertThatThrownBy(() -> market.series(SeriesKey.parse("signal:model:mood")))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("signal:model:mood");
    }

    private static Signal signal(int bar, Direction direction, double confidence) {
        return new Signal(Walks.at(bar), direction, confidence, 0.004);
    }

    private static SignalledMarket market(Signal... signals) {
        return new SignalledMarket(new Minutes(), () -> List.of(signals));
    }

    private static SnapshotFeed feed(SeriesSource market, Duration interval) {
        return SnapshotFeed.of(market, SERIES, Walks.at(0), Walks.at(6), interval, GapPolicy.FAIL);
    }

    private static double[] direction(SnapshotFeed feed) {
        return feed.snapshots().stream()
                .mapToDouble(snapshot -> snapshot.value(1))
                .toArray();
    }

    /** Seven bars. */
    private record Minutes() implements SeriesSource {

        @Override
        public boolean has(SeriesKey key) {
            return key.equals(ExampleModel.BARS);
        }

        @Override
        public TimeSeries series(SeriesKey key) {
            double[] closes = new double[7];
            Arrays.fill(closes, 60_000);
            return Walks.bars(closes);
        }
    }
}
