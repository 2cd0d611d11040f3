package io.basis.marketdata.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.SampleCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFeedTest {

    @TempDir
    Path root;

    @Test
    void the_whole_sample_and_what_its_rules_fill_can_be_run_over() {
        Catalogue sample = SampleCatalogue.open(root.resolve("sample"), 1);
        List<SeriesKey> keys = new ArrayList<>(sample.available());
        keys.add(SeriesKey.parse("perp:okx:BTCUSDT"));
        keys.add(SeriesKey.parse("spot:okx:BTCUSDT"));
        keys.add(SeriesKey.parse("spot:okx:ETHUSDT"));

        SnapshotFeed feed = SnapshotFeed.of(
                sample,
                keys,
                Instant.parse("2024-06-01T00:00:00Z"),
                SampleCatalogue.TO,
                Duration.ofHours(1),
                GapPolicy.SUBSTITUTE);

        DataQuality quality = feed.quality();
        assertThat(feed.size()).isEqualTo(9481);
        assertThat(quality.stale() + quality.missing()).isZero();
        assertThat(quality.bySeries().get(SeriesKey.parse("perp:okx:BTCUSDT")).substituted())
                .isEqualTo(9481);
        assertThat(quality.bySeries()
                        .get(SeriesKey.parse("funding:okx:BTCUSDT"))
                        .substituted())
                .isEqualTo(132);
        assertThat(feed.sources()).containsExactlyInAnyOrderElementsOf(sample.available());
    }
}
