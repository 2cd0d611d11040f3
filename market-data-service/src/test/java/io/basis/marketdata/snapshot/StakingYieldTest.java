package io.basis.marketdata.snapshot;

import static io.basis.domain.market.Provenance.ABSENT;
import static io.basis.domain.market.Provenance.OBSERVED;
import static io.basis.domain.market.Provenance.STALE;
import static io.basis.marketdata.snapshot.Tape.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.instrument.Asset;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.marketdata.snapshot.Tape.Point;
import io.basis.venues.catalogue.CatalogueException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StakingYieldTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Instant.parse("2024-05-12T00:00:00Z");
    private static final SeriesKey YIELD = SeriesKey.lstYield(Asset.WEETH);
    private static final String RATE = "lst_rate:etherfi:WEETH";
    private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

    @Test
    void is_the_growth_of_the_last_thirty_days_or_of_what_there_is_from_seven_on() {
        // Given a rate that grows by a thousandth of its start a day, and from day 20 on by two
        Tape tape = rate(day -> 1 + 0.001 * day + 0.001 * Math.max(0, day - 20), IntStream.rangeClosed(0, 40));

        // When
        SnapshotFeed feed = feed(tape, 0, 40, DAY);

        // Then
        assertThat(feed.at(6).provenance(0)).isEqualTo(ABSENT);
        assertThat(feed.at(6).value(0)).isNaN();
        assertThat(feed.at(7).value(0)).isEqualTo(0.365, EXACTLY);
        assertThat(feed.at(20).value(0)).isEqualTo(0.365, EXACTLY);
        assertThat(feed.at(30).value(0)).isEqualTo(0.04 / 30 * 365, EXACTLY);
        assertThat(feed.at(40).value(0)).isEqualTo((1.06 / 1.01 - 1) / 30 * 365, EXACTLY);
        assertThat(feed.quality().missing()).isZero();
    }

    @Test
    void counts_the_history_before_the_run_and_holds_between_updates() {
        // Given
        Tape tape = rate(day -> 1 + 0.001 * day, IntStream.rangeClosed(0, 12));

        // When
        SnapshotFeed feed = feed(tape, 9, 11, Duration.ofHours(1));

        // Then
        assertThat(feed.at(0).value(0)).isEqualTo(0.365, EXACTLY);
        assertThat(feed.at(23).value(0)).isEqualTo(feed.at(0).value(0));
        assertThat(feed.at(23).provenance(0)).isEqualTo(OBSERVED);
        assertThat(feed.sources()).containsExactly(SeriesKey.parse(RATE));
    }

    @Test
    void what_comes_later_changes_nothing() {
        // Given
        Tape calm = rate(day -> 1 + 0.001 * day, IntStream.rangeClosed(0, 40));
        Tape wild = rate(day -> 1 + 0.001 * day + (day > 20 ? 0.5 : 0), IntStream.rangeClosed(0, 40));

        // When
        SnapshotFeed one = feed(calm, 7, 20, DAY);
        SnapshotFeed other = feed(wild, 7, 20, DAY);

        // Then
        for (int i = 0; i < one.size(); i++) {
            assertThat(other.at(i).value(0)).isEqualTo(one.at(i).value(0));
        }
    }

    @Test
    void goes_stale_with_its_rate() {
        // Given
        Tape tape = rate(day -> 1 + 0.001 * day, IntStream.of(0, 1, 2, 3, 4, 5, 6, 7, 12));

        // When
        SnapshotFeed feed = feed(tape, 7, 12, DAY);

        // Then
        assertThat(feed.at(2).provenance(0)).isEqualTo(OBSERVED);
        assertThat(feed.at(3).provenance(0)).isEqualTo(STALE);
        assertThat(feed.at(5).provenance(0)).isEqualTo(OBSERVED);
    }

    @Test
    void bounds_no_window() {
        // Given
        Tape tape = rate(day -> 1 + 0.001 * day, IntStream.rangeClosed(0, 20));
        tape.bars("spot:binance:ETHUSDT", DAY, bar("2024-05-13T00:00:00Z", 1, 1, 1, 1));

        // When
        Coverage coverage =
                Coverage.of(tape, List.of(YIELD, SeriesKey.parse("spot:binance:ETHUSDT")), GapPolicy.SUBSTITUTE);

        // Then
        assertThat(coverage.from()).isEqualTo(Instant.parse("2024-05-13T00:00:00Z"));
        assertThat(coverage.to()).isEqualTo(Instant.parse("2024-05-14T00:00:00Z"));
        assertThat(coverage.bindingTo()).isEqualTo(SeriesKey.parse("spot:binance:ETHUSDT"));
    }

    @Test
    void needs_its_rate() {
        assertThatThrownBy(() -> feed(new Tape(), 0, 1, DAY))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining(RATE);
    }

    private interface Rate {
        double on(int day);
    }

    private static Tape rate(Rate rate, IntStream days) {
        List<Point> points = new ArrayList<>();
        days.forEach(
                day -> points.add(new Point(START.plus(Duration.ofDays(day)).toString(), rate.on(day))));
        return new Tape().points(RATE, DAY, points.toArray(new Point[0]));
    }

    private static SnapshotFeed feed(Tape tape, int from, int to, Duration interval) {
        return SnapshotFeed.of(
                tape,
                List.of(YIELD),
                START.plus(Duration.ofDays(from)),
                START.plus(Duration.ofDays(to)),
                interval,
                GapPolicy.SUBSTITUTE);
    }
}
