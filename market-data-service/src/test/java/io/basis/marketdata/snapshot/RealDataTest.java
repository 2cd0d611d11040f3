package io.basis.marketdata.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.marketdata.signal.ExampleModel;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RealDataTest {

    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Path data =
            Path.of(System.getProperty("basis.data", System.getProperty("basis.home", "..") + "/../shared/data"));

    @BeforeEach
    void requireData() {
        assumeTrue(
                Files.isDirectory(data),
                "no real data at " + data.toAbsolutePath() + ", name it with -Dbasis.data=DIR");
    }

    @Test
    void okx_settlements_that_are_absent_are_substituted_and_counted() {
        List<SeriesKey> keys = keys("funding:okx:BTCUSDT", "funding:okx:ETHUSDT", "perp:okx:ETHUSDT");

        SnapshotFeed feed = feed(keys, FROM, HOUR, GapPolicy.SUBSTITUTE);

        assertThat(feed.size()).isEqualTo(395 * 24 + 1);
        assertThat(feed.quality().bySeries().values())
                .extracting(DataQuality.Counts::substituted)
                // Of the traded ETH perpetual the bars before August 2024, and two months, each seen once.
                .containsExactly(132, 132, (30 + 31) * 24 + 1 + 720 + 720);
        assertThat(feed.quality().stale() + feed.quality().missing()).isZero();
    }

    @Test
    void funding_of_the_three_venues_adds_up_to_the_independent_figure() {
        List<SeriesKey> keys = keys("funding:binance:BTCUSDT", "funding:bybit:BTCUSDT", "funding:okx:BTCUSDT");

        SnapshotFeed feed = feed(keys, FROM, HOUR, GapPolicy.SUBSTITUTE);

        double sum = 0;
        for (int i = 1; i < feed.size(); i++) {
            if (!Double.isNaN(feed.at(i).value(0))) {
                sum += 0.4 * feed.at(i).value(0)
                        + 0.3 * feed.at(i).value(1)
                        + 0.3 * feed.at(i).value(2);
            }
        }
        assertThat(sum).isEqualTo(0.07097, offset(0.000005));
    }

    @Test
    void lending_index_grows_as_the_independent_figure_says() {
        SnapshotFeed feed = feed(keys("liquidity_index:aave_v3:USDT"), FROM, HOUR, GapPolicy.FAIL);

        assertThat(feed.at(0).value(0)).isEqualTo(1.070100426290384);
        assertThat(feed.at(7 * 24).value(0)).isEqualTo(1.0716328543052207);
        assertThat(feed.at(feed.size() - 1).value(0) / feed.at(0).value(0) - 1).isEqualTo(0.05437, offset(0.000005));
    }

    @Test
    void five_minute_perp_is_filled_from_spot() {
        List<SeriesKey> keys = keys("perp:binance:BTCUSDT_5m", "perp:binance:BTCUSDT_15m");

        SnapshotFeed feed = feed(keys, FROM, Duration.ofMinutes(5), GapPolicy.SUBSTITUTE);

        assertThat(feed.quality().substituted()).isEqualTo(8815);
        double worst = 0;
        for (int i = 0; i < feed.size(); i += 3) {
            worst = Math.max(worst, Math.abs(feed.at(i).value(0) / feed.at(i).value(1) - 1));
        }
        // Worst on 2024-10-28, half an hour into a hole; 0.008 % on average.
        assertThat(worst).isBetween(0.0026, 0.0028);
    }

    @Test
    void thirteen_months_of_five_minute_bars_can_be_run_over() {
        List<SeriesKey> keys = keys("perp:binance:BTCUSDT_5m", "spot:binance:BTCUSDT_5m", "funding:binance:BTCUSDT");

        SnapshotFeed feed = feed(keys, FROM, Duration.ofMinutes(5), GapPolicy.SUBSTITUTE);

        assertThat(feed.size()).isEqualTo(113_761);
        assertThat(feed.quality().bySeries().values())
                .extracting(DataQuality.Counts::substituted)
                .containsExactly(8815, 0, 0);
        assertThat(feed.quality().stale() + feed.quality().missing()).isZero();
        assertThat(feed.snapshots().stream()
                        .filter(snapshot -> !Double.isNaN(snapshot.value(2)))
                        .count())
                .isEqualTo(395 * 3 + 1);
    }

    @Test
    void staking_yields_are_those_of_the_independent_figures() {
        SnapshotFeed feed = feed(keys("lst_yield:etherfi:WEETH"), FROM, HOUR, GapPolicy.FAIL);

        // Growth since the first rate of 2024-05-12, and over the thirty days before.
        assertThat(feed.at(0).value(0)).isEqualTo(0.02673489023568737, offset(1e-12));
        assertThat(feed.at(30 * 24).value(0)).isEqualTo(0.025330717351594496, offset(1e-12));
        assertThat(feed.at(feed.size() - 1).value(0)).isEqualTo(0.025849583457658754, offset(1e-12));
    }

    @Test
    void the_example_model_predicts_every_bar_and_is_seldom_confident() {
        List<Signal> signals = new ExampleModel(Catalogue.open(data)).signals();

        List<Signal> run =
                signals.stream().filter(signal -> !signal.at().isBefore(FROM)).toList();
        assertThat(run).hasSize(113_761);
        assertThat(run.stream().filter(signal -> signal.confidence() >= 0.7)).hasSize(595);
    }

    @Test
    void windows_are_those_of_the_readme() {
        assertThat(coverage("perp:okx:BTCUSDT", "funding:binance:BTCUSDT", "liquidity_index:aave_v3:USDT")
                        .from())
                .isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(coverage("lst_market:etherfi:WEETH", "spot:binance:ETHUSDT", "reward:etherfi:EIGEN"))
                .extracting(Coverage::from, Coverage::to)
                .containsExactly(Instant.parse("2024-05-13T04:00:00Z"), TO);
        assertThatThrownBy(() -> feed(
                        keys("lst_market:lido:WSTETH"),
                        Instant.parse("2024-05-01T00:00:00Z"),
                        HOUR,
                        GapPolicy.SUBSTITUTE))
                .isInstanceOf(WindowException.class)
                .hasMessageContaining("the window available is 2024-05-12T23:00:00Z to 2025-07-01T00:00:00Z");
    }

    private Coverage coverage(String... names) {
        return Coverage.of(Catalogue.open(data), keys(names), GapPolicy.SUBSTITUTE);
    }

    private SnapshotFeed feed(List<SeriesKey> keys, Instant from, Duration interval, GapPolicy gaps) {
        return SnapshotFeed.of(Catalogue.open(data), keys, from, TO, interval, gaps);
    }

    private static List<SeriesKey> keys(String... names) {
        return Arrays.stream(names).map(SeriesKey::parse).toList();
    }
}
