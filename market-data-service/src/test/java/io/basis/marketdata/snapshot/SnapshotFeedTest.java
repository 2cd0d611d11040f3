package io.basis.marketdata.snapshot;

import static io.basis.domain.market.Provenance.ABSENT;
import static io.basis.domain.market.Provenance.OBSERVED;
import static io.basis.domain.market.Provenance.STALE;
import static io.basis.domain.market.Provenance.SUBSTITUTED;
import static io.basis.marketdata.snapshot.Tape.bar;
import static io.basis.marketdata.snapshot.Tape.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SnapshotFeedTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration EIGHT_HOURS = Duration.ofHours(8);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static final String SPOT = "spot:binance:BTCUSDT";
    private static final String PERP = "perp:okx:BTCUSDT";
    private static final String FUNDING = "funding:okx:BTCUSDT";
    private static final String INDEX = "liquidity_index:aave_v3:USDT";

    private final Tape tape = new Tape();

    @Test
    void prices_an_instant_at_the_open_of_its_bar_and_the_extremes_of_the_bar_before() {
        tape.bars(
                SPOT,
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T01:00:00Z", 102, 108, 101, 107),
                bar("2024-06-01T02:00:00Z", 106, 109, 105, 108));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T03:00:00Z", HOUR, SPOT);

        assertThat(feed.size()).isEqualTo(4);
        assertSlot(feed.at(0), 100, Double.NaN, Double.NaN, OBSERVED);
        assertSlot(feed.at(1), 102, 104, 99, OBSERVED);
        assertSlot(feed.at(2), 106, 108, 101, OBSERVED);
        assertSlot(feed.at(3), 108, 109, 105, OBSERVED);
        assertThat(feed.at(3).at()).isEqualTo(Instant.parse("2024-06-01T03:00:00Z"));
    }

    @Test
    void takes_the_extremes_of_all_bars_since_the_previous_instant() {
        tape.bars(
                SPOT,
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T01:00:00Z", 102, 120, 101, 107),
                bar("2024-06-01T02:00:00Z", 106, 109, 80, 108),
                bar("2024-06-01T03:00:00Z", 108, 109, 105, 108),
                bar("2024-06-01T04:00:00Z", 107, 200, 10, 108));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T04:00:00Z", Duration.ofHours(4), SPOT);

        assertThat(feed.size()).isEqualTo(2);
        assertSlot(feed.at(1), 107, 120, 80, OBSERVED);
    }

    @Test
    void holds_the_open_of_a_longer_bar_until_it_ends() {
        tape.bars(
                SPOT,
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T01:00:00Z", 102, 108, 101, 107));

        SnapshotFeed feed = feed("2024-06-01T00:55:00Z", "2024-06-01T02:00:00Z", FIVE_MINUTES, SPOT);

        assertSlot(feed.at(0), 100, Double.NaN, Double.NaN, OBSERVED);
        assertSlot(feed.at(1), 102, 104, 99, OBSERVED);
        assertSlot(feed.at(12), 102, 104, 99, OBSERVED);
        assertSlot(feed.at(13), 107, 108, 101, OBSERVED);
    }

    @Test
    void counts_a_longer_bar_that_never_came_as_stale() {
        tape.bars(
                SPOT,
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T02:00:00Z", 106, 109, 105, 108));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T02:00:00Z", Duration.ofMinutes(30), SPOT);

        assertSlot(feed.at(2), 103, 104, 99, OBSERVED);
        assertSlot(feed.at(3), 103, 104, 99, STALE);
        assertSlot(feed.at(4), 106, 106, 103, STALE);
    }

    @Test
    void bridges_one_absent_bar_by_the_prices_at_its_ends_and_counts_it() {
        tape.bars(
                SPOT,
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T02:00:00Z", 106, 109, 105, 108));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T03:00:00Z", HOUR, SPOT);

        assertSlot(feed.at(1), 103, 104, 99, OBSERVED);
        assertSlot(feed.at(2), 106, 106, 103, STALE);
        assertSlot(feed.at(3), 108, 109, 105, OBSERVED);
        assertThat(feed.quality().stale()).isEqualTo(1);
    }

    @Test
    void stops_where_two_bars_are_absent_and_no_rule_fills_them() {
        tape.bars(
                SPOT,
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T03:00:00Z", 106, 109, 105, 108));

        assertThatThrownBy(() -> feed("2024-06-01T00:00:00Z", "2024-06-01T03:00:00Z", HOUR, SPOT))
                .isInstanceOf(MissingDataException.class)
                .hasMessage("series spot:binance:BTCUSDT has no value at 2024-06-01T02:00:00Z: "
                        + "its bar is absent, and no rule fills it");
    }

    @Test
    void stops_at_the_first_hole_when_told_to_fail() {
        tape.bars(
                SPOT,
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T03:00:00Z", 106, 109, 105, 108));
        tape.bars(
                "perp:binance:BTCUSDT",
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T01:00:00Z", 100, 104, 99, 103),
                bar("2024-06-01T03:00:00Z", 106, 109, 105, 108));

        assertThatThrownBy(() -> feed(
                        "2024-06-01T00:00:00Z",
                        "2024-06-01T03:00:00Z",
                        HOUR,
                        GapPolicy.FAIL,
                        "perp:binance:BTCUSDT",
                        SPOT))
                .isInstanceOf(MissingDataException.class)
                .hasMessage("series spot:binance:BTCUSDT has no value at 2024-06-01T02:00:00Z: "
                        + "its bar is absent, and data.gaps is fail");
    }

    @Test
    void holds_points_and_counts_them_as_stale_after_two_steps() {
        tape.points(
                INDEX,
                HOUR,
                point("2024-06-01T00:00:00Z", 1.00),
                point("2024-06-01T01:00:00Z", 1.01),
                point("2024-06-01T05:00:00Z", 1.05));

        SnapshotFeed feed = feed("2024-06-01T00:30:00Z", "2024-06-01T05:30:00Z", HOUR, INDEX);

        assertThat(values(feed)).containsExactly(1.00, 1.01, 1.01, 1.01, 1.01, 1.05);
        assertThat(provenance(feed)).containsExactly(OBSERVED, OBSERVED, OBSERVED, STALE, STALE, OBSERVED);
        assertThat(feed.quality()).extracting(DataQuality::stale).isEqualTo(2);
        assertThat(feed.at(0).high(0)).isNaN();
        assertThatThrownBy(() -> feed("2024-06-01T00:30:00Z", "2024-06-01T05:30:00Z", HOUR, GapPolicy.FAIL, INDEX))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining(INDEX + " has no value at 2024-06-01T03:30:00Z: its last value is older");
    }

    @Test
    void gives_funding_only_at_its_stamp() {
        tape.points(
                FUNDING.replace("okx", "binance"),
                EIGHT_HOURS,
                point("2024-06-01T00:00:00Z", 0.0001),
                point("2024-06-01T08:00:00Z", -0.0002));

        SnapshotFeed feed =
                feed("2024-06-01T00:00:00Z", "2024-06-01T09:00:00Z", HOUR, FUNDING.replace("okx", "binance"));

        assertSlot(feed.at(0), 0.0001, Double.NaN, Double.NaN, OBSERVED);
        assertSlot(feed.at(1), Double.NaN, Double.NaN, Double.NaN, ABSENT);
        assertSlot(feed.at(8), -0.0002, Double.NaN, Double.NaN, OBSERVED);
        assertSlot(feed.at(9), Double.NaN, Double.NaN, Double.NaN, ABSENT);
        assertThat(feed.quality().missing()).isZero();
    }

    @Test
    void adds_up_the_funding_since_the_previous_instant() {
        String key = "funding:binance:BTCUSDT";
        tape.points(
                key,
                EIGHT_HOURS,
                point("2024-06-01T00:00:00Z", 1),
                point("2024-06-01T08:00:00Z", 2),
                point("2024-06-01T16:00:00Z", 3),
                point("2024-06-02T00:00:00Z", 4),
                point("2024-06-02T08:00:00Z", 5));

        assertThat(values(feed("2024-06-01T00:00:00Z", "2024-06-02T00:00:00Z", DAY, key)))
                .containsExactly(1.0, 9.0);
        assertThat(values(feed("2024-06-01T01:00:00Z", "2024-06-02T09:00:00Z", EIGHT_HOURS, key)))
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    }

    @Test
    void fills_okx_from_binance_and_bybit() {
        tape.bars(
                "perp:binance:BTCUSDT",
                HOUR,
                bar("2024-06-01T00:00:00Z", 100, 104, 98, 103),
                bar("2024-06-01T01:00:00Z", 102, 108, 100, 107));
        tape.bars(
                "perp:bybit:BTCUSDT",
                HOUR,
                bar("2024-06-01T00:00:00Z", 102, 106, 100, 105),
                bar("2024-06-01T01:00:00Z", 104, 110, 102, 109));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T02:00:00Z", HOUR, PERP);

        assertSlot(feed.at(0), 101, Double.NaN, Double.NaN, SUBSTITUTED);
        assertSlot(feed.at(1), 103, 105, 99, SUBSTITUTED);
        assertSlot(feed.at(2), 108, 109, 101, SUBSTITUTED);
        assertThat(feed.quality())
                .isEqualTo(new DataQuality(3, 0, 0, Map.of(SeriesKey.parse(PERP), new DataQuality.Counts(3, 0, 0))));
        assertThat(feed.sources())
                .extracting(SeriesKey::toString)
                .containsExactly("perp:binance:BTCUSDT", "perp:bybit:BTCUSDT");
    }

    @Test
    void does_not_fill_okx_when_told_to_fail() {
        tape.bars("perp:binance:BTCUSDT", HOUR, bar("2024-06-01T00:00:00Z", 100, 104, 98, 103));
        tape.bars("perp:bybit:BTCUSDT", HOUR, bar("2024-06-01T00:00:00Z", 102, 106, 100, 105));

        assertThatThrownBy(() -> feed("2024-06-01T00:00:00Z", "2024-06-01T01:00:00Z", HOUR, GapPolicy.FAIL, PERP))
                .isInstanceOf(MissingDataException.class)
                .hasMessageStartingWith("series perp:okx:BTCUSDT has no value at 2024-06-01T00:00:00Z");
    }

    @Test
    void fills_okx_eth_from_its_mark_where_the_traded_series_has_a_hole() {
        tape.bars(
                "perp:okx:ETHUSDT",
                HOUR,
                bar("2024-06-01T01:00:00Z", 100, 104, 98, 103),
                bar("2024-06-01T04:00:00Z", 105, 106, 104, 105));
        tape.bars(
                "mark:okx:ETHUSDT",
                HOUR,
                bar("2024-06-01T00:00:00Z", 200, 201, 199, 200),
                bar("2024-06-01T01:00:00Z", 210, 211, 209, 210),
                bar("2024-06-01T02:00:00Z", 220, 221, 219, 220),
                bar("2024-06-01T03:00:00Z", 230, 231, 229, 230),
                bar("2024-06-01T04:00:00Z", 240, 241, 239, 240));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T05:00:00Z", HOUR, "perp:okx:ETHUSDT");

        assertSlot(feed.at(0), 200, Double.NaN, Double.NaN, SUBSTITUTED);
        assertSlot(feed.at(1), 100, 201, 199, SUBSTITUTED);
        assertSlot(feed.at(2), 103, 104, 98, OBSERVED);
        assertSlot(feed.at(3), 230, 221, 219, SUBSTITUTED);
        assertSlot(feed.at(4), 105, 231, 229, SUBSTITUTED);
        assertSlot(feed.at(5), 105, 106, 104, OBSERVED);
    }

    @Test
    void fills_five_minute_perp_from_spot_at_the_last_known_ratio() {
        tape.bars(
                "perp:binance:BTCUSDT_5m",
                FIVE_MINUTES,
                bar("2024-06-01T00:00:00Z", 100, 104, 98, 110),
                bar("2024-06-01T00:15:00Z", 130, 131, 129, 130));
        tape.bars(
                "spot:binance:BTCUSDT_5m",
                FIVE_MINUTES,
                bar("2024-06-01T00:00:00Z", 90, 104, 88, 100),
                bar("2024-06-01T00:05:00Z", 100, 104, 98, 102),
                bar("2024-06-01T00:10:00Z", 103, 106, 101, 104),
                bar("2024-06-01T00:15:00Z", 105, 106, 104, 105));

        SnapshotFeed feed =
                feed("2024-06-01T00:00:00Z", "2024-06-01T00:20:00Z", FIVE_MINUTES, "perp:binance:BTCUSDT_5m");

        assertSlot(feed.at(1), 110, 104, 98, OBSERVED);
        assertSlot(feed.at(2), 103 * 1.1, 104 * 1.1, 98 * 1.1, SUBSTITUTED);
        assertSlot(feed.at(3), 130, 106 * 1.1, 101 * 1.1, SUBSTITUTED);
        assertSlot(feed.at(4), 130, 131, 129, OBSERVED);
    }

    @Test
    void fills_an_absent_okx_settlement_where_binance_and_bybit_both_settle() {
        tape.points(
                "funding:okx:BTCUSDT", EIGHT_HOURS, point("2024-06-01T00:00:00Z", 1), point("2024-06-01T16:00:00Z", 3));
        tape.points(
                "funding:binance:BTCUSDT",
                EIGHT_HOURS,
                point("2024-06-01T00:00:00Z", 10),
                point("2024-06-01T08:00:00Z", 20),
                point("2024-06-01T16:00:00Z", 30));
        tape.points(
                "funding:bybit:BTCUSDT",
                EIGHT_HOURS,
                point("2024-06-01T00:00:00Z", 12),
                point("2024-06-01T08:00:00Z", 22),
                point("2024-06-01T16:00:00Z", 32));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T16:00:00Z", EIGHT_HOURS, FUNDING);

        assertThat(values(feed)).containsExactly(1.0, 21.0, 3.0);
        assertThat(provenance(feed)).containsExactly(OBSERVED, SUBSTITUTED, OBSERVED);
        assertThatThrownBy(() ->
                        feed("2024-06-01T00:00:00Z", "2024-06-01T16:00:00Z", EIGHT_HOURS, GapPolicy.FAIL, FUNDING))
                .isInstanceOf(MissingDataException.class)
                .hasMessage("series funding:okx:BTCUSDT has no value at 2024-06-01T08:00:00Z: "
                        + "its settlement is absent, and data.gaps is fail");
    }

    @Test
    void stops_at_an_absent_settlement_that_no_rule_fills() {
        tape.points(
                "funding:binance:BTCUSDT",
                EIGHT_HOURS,
                point("2024-06-01T00:00:00Z", 10),
                point("2024-06-01T16:00:00Z", 30));

        assertThatThrownBy(() ->
                        feed("2024-06-01T00:00:00Z", "2024-06-01T16:00:00Z", EIGHT_HOURS, "funding:binance:BTCUSDT"))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining("funding:binance:BTCUSDT has no value at 2024-06-01T08:00:00Z");
    }

    @Test
    void treats_rewards_as_rare_events_that_bound_no_window() {
        tape.points("reward:etherfi:EIGEN", Duration.ofDays(7), point("2024-10-05T00:00:00Z", 1.231));

        SnapshotFeed feed =
                feed("2024-10-04T00:00:00Z", "2024-12-01T00:00:00Z", DAY, GapPolicy.FAIL, "reward:etherfi:EIGEN");

        assertThat(feed.at(1).value(0)).isEqualTo(1.231);
        assertThat(provenance(feed)).containsOnlyOnce(OBSERVED).contains(ABSENT);
    }

    @Test
    void lets_the_price_of_a_reward_token_begin_late_but_not_end_early() {
        String eigen = "spot:uniswap:EIGENWETH";
        tape.bars(eigen, HOUR, bar("2024-06-01T01:00:00Z", 2, 3, 1, 2), bar("2024-06-01T02:00:00Z", 2, 3, 1, 2.5));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T03:00:00Z", HOUR, GapPolicy.FAIL, eigen);

        assertSlot(feed.at(0), Double.NaN, Double.NaN, Double.NaN, ABSENT);
        assertSlot(feed.at(2), 2, 3, 1, OBSERVED);
        assertSlot(feed.at(3), 2.5, 3, 1, OBSERVED);
        assertThat(feed.quality().missing()).isZero();
        assertThatThrownBy(() -> feed("2024-06-01T00:00:00Z", "2024-06-01T04:00:00Z", HOUR, eigen))
                .isInstanceOf(WindowException.class);
    }

    @Test
    void says_which_window_there_is() {
        tape.bars(SPOT, HOUR, bar("2024-06-01T00:00:00Z", 1, 1, 1, 1), bar("2024-06-01T01:00:00Z", 1, 1, 1, 1));
        tape.points(INDEX, DAY, point("2024-05-31T00:00:00Z", 1), point("2024-06-01T00:00:00Z", 1));

        assertThatThrownBy(() -> feed("2024-05-31T00:00:00Z", "2024-06-01T03:00:00Z", HOUR, INDEX, SPOT))
                .isInstanceOf(WindowException.class)
                .hasMessage("data does not cover 2024-05-31T00:00:00Z to 2024-06-01T03:00:00Z, the window available is "
                        + "2024-06-01T00:00:00Z to 2024-06-01T02:00:00Z (from spot:binance:BTCUSDT, "
                        + "to spot:binance:BTCUSDT)");
    }

    @Test
    void says_when_there_is_no_common_window() {
        tape.bars(SPOT, HOUR, bar("2024-06-01T00:00:00Z", 1, 1, 1, 1));
        tape.points(INDEX, DAY, point("2024-06-05T00:00:00Z", 1));

        assertThatThrownBy(() -> feed("2024-06-01T00:00:00Z", "2024-06-01T00:00:00Z", HOUR, INDEX, SPOT))
                .hasMessageEndingWith("the window available is none, as spot:binance:BTCUSDT ends 2024-06-01T01:00:00Z "
                        + "and liquidity_index:aave_v3:USDT starts 2024-06-05T00:00:00Z");
    }

    @Test
    void substitutes_widen_the_window() {
        Tape.Bar[] three = {
            bar("2024-06-01T00:00:00Z", 1, 1, 1, 1),
            bar("2024-06-01T01:00:00Z", 1, 1, 1, 1),
            bar("2024-06-01T02:00:00Z", 1, 1, 1, 1)
        };
        tape.bars("mark:okx:ETHUSDT", HOUR, three);
        tape.bars("perp:okx:ETHUSDT", HOUR, three[1]);
        List<SeriesKey> keys = List.of(SeriesKey.parse("perp:okx:ETHUSDT"));

        Coverage own = Coverage.of(tape, keys, GapPolicy.FAIL);
        Coverage filled = Coverage.of(tape, keys, GapPolicy.SUBSTITUTE);

        assertThat(own.from()).isEqualTo(Instant.parse("2024-06-01T01:00:00Z"));
        assertThat(own.to()).isEqualTo(Instant.parse("2024-06-01T02:00:00Z"));
        assertThat(filled.from()).isEqualTo(Instant.parse("2024-06-01T00:00:00Z"));
        assertThat(filled.to()).isEqualTo(Instant.parse("2024-06-01T03:00:00Z"));
    }

    @Test
    void refuses_windows_and_intervals_that_make_no_sense() {
        tape.bars(SPOT, HOUR, bar("2024-06-01T00:00:00Z", 1, 1, 1, 1));

        assertThatThrownBy(() -> feed("2024-06-01T01:00:00Z", "2024-06-01T00:00:00Z", HOUR, SPOT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> feed("2024-06-01T00:00:00Z", "2024-06-01T01:00:00Z", Duration.ZERO, SPOT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void does_not_step_past_its_end() {
        tape.bars(SPOT, HOUR, bar("2024-06-01T00:00:00Z", 1, 1, 1, 1));

        SnapshotFeed feed = feed("2024-06-01T00:00:00Z", "2024-06-01T01:00:00Z", Duration.ofMinutes(25), SPOT);

        assertThat(feed.size()).isEqualTo(3);
        assertThat(feed.at(2).at()).isEqualTo(Instant.parse("2024-06-01T00:50:00Z"));
    }

    private SnapshotFeed feed(String from, String to, Duration interval, String... keys) {
        return feed(from, to, interval, GapPolicy.SUBSTITUTE, keys);
    }

    private SnapshotFeed feed(String from, String to, Duration interval, GapPolicy gaps, String... keys) {
        List<SeriesKey> series = Arrays.stream(keys).map(SeriesKey::parse).toList();
        return SnapshotFeed.of(tape, series, Instant.parse(from), Instant.parse(to), interval, gaps);
    }

    private static void assertSlot(MarketSnapshot snapshot, double value, double high, double low, Provenance from) {
        assertThat(new double[] {snapshot.value(0), snapshot.high(0), snapshot.low(0)})
                .as("at %s", snapshot.at())
                .containsExactly(new double[] {value, high, low}, Offset.offset(1e-12));
        assertThat(snapshot.provenance(0)).as("at %s", snapshot.at()).isEqualTo(from);
    }

    private static double[] values(SnapshotFeed feed) {
        return feed.snapshots().stream()
                .mapToDouble(snapshot -> snapshot.value(0))
                .toArray();
    }

    private static List<Provenance> provenance(SnapshotFeed feed) {
        return feed.snapshots().stream().map(snapshot -> snapshot.provenance(0)).toList();
    }
}
