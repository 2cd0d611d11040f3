package io.basis.venues.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.market.SeriesKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {

    private static final String SPOT_HEADER = "timestamp,open_usdt,high_usdt,low_usdt,close_usdt";

    @TempDir
    Path root;

    @Test
    void describes_a_sound_series() throws IOException {
        new Folder(root)
                .write(
                        "spot/binance_BTCUSDT_1h.csv.gz",
                        SPOT_HEADER,
                        "2024-05-12T00:00:00Z,100,100,100,100",
                        "2024-05-12T01:00:00Z,100,100,100,100",
                        "2024-05-12T02:00:00Z,100,140,100,140",
                        "2024-05-12T05:00:00Z,140,141,139,141",
                        "2024-05-12T07:00:00Z,141,141,98,98");

        assertThat(Inspection.of(Catalogue.open(root)))
                .containsExactly(new Inspection(
                        SeriesKey.parse("spot:binance:BTCUSDT"),
                        "spot/binance_BTCUSDT_1h.csv.gz",
                        5,
                        Instant.parse("2024-05-12T00:00:00Z"),
                        Instant.parse("2024-05-12T07:00:00Z"),
                        2,
                        3,
                        Duration.ofHours(3),
                        0,
                        2,
                        2,
                        0,
                        null));
    }

    @Test
    void goes_on_after_faults_and_names_the_first() throws IOException {
        new Folder(root)
                .write(
                        "spot/binance_BTCUSDT_1h.csv.gz",
                        SPOT_HEADER,
                        "2024-05-12T00:00:00Z,100,100,100,100",
                        "2024-05-12T00:00:00Z,100,100,100,100",
                        "2024-05-12T01:00:00Z,NaN,100,100,100",
                        "2024-05-12T02:00:00Z,100,140,100,140");

        Inspection inspection = Inspection.of(Catalogue.open(root)).getFirst();

        assertThat(inspection.rows()).isEqualTo(2);
        assertThat(inspection.duplicates()).isEqualTo(1);
        assertThat(inspection.problems()).isEqualTo(2);
        assertThat(inspection.firstProblem())
                .endsWith("line 3: timestamp 2024-05-12T00:00:00Z stands twice, each instant may stand once");
    }

    @Test
    void describes_files_of_which_nothing_can_be_used() throws IOException {
        new Folder(root)
                .bytes("spot/binance_BTCUSDT_1h.csv.gz", "no gzip".getBytes(StandardCharsets.UTF_8))
                .bytes("spot/bybit_BTCUSDT_1h.csv.gz", new byte[0])
                .write("spot/binance_ETHUSDT_1h.csv.gz", "timestamp,open", "2024-05-12T00:00:00Z,100");

        List<Inspection> inspections = Inspection.of(Catalogue.open(root));

        assertThat(inspections).extracting(Inspection::rows).containsExactly(0, 0, 0);
        assertThat(inspections).extracting(Inspection::first).containsOnlyNulls();
        assertThat(inspections)
                .extracting(Inspection::firstProblem)
                .satisfiesExactly(
                        binance -> assertThat(binance).contains("Not in GZIP format"),
                        bybit -> assertThat(bybit).contains("file is empty"),
                        eth -> assertThat(eth).contains("column 'open_usdt' is missing"));
    }

    @Test
    void uses_what_stands_before_a_cut() throws IOException {
        StringBuilder text = new StringBuilder(SPOT_HEADER).append('\n');
        for (int i = 0; i < 20_000; i++) {
            text.append(Instant.ofEpochSecond(3600L * i))
                    .append(",1.")
                    .append(i)
                    .append(",9,1,")
                    .append(1 + i % 7)
                    .append('\n');
        }
        byte[] packed = Folder.gzip(text.toString());
        new Folder(root).bytes("spot/binance_BTCUSDT_1h.csv.gz", Arrays.copyOf(packed, packed.length * 3 / 4));

        Inspection inspection = Inspection.of(Catalogue.open(root)).getFirst();

        assertThat(inspection.rows()).isBetween(1_000, 19_000);
        assertThat(inspection.firstProblem()).contains("gzip data is cut off");
    }
}
