package io.basis.venues.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basis.domain.market.SeriesKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facts that the data's own README states, found again by reading it. */
class RealDataTest {

    private static final Path DATA =
            Path.of(System.getProperty("basis.data", System.getProperty("basis.home", "..") + "/../shared/data"));

    private static Map<String, Inspection> inspections = Map.of();

    @BeforeAll
    static void inspect() {
        assumeTrue(
                Files.isDirectory(DATA),
                "no real data at " + DATA.toAbsolutePath() + ", name it with -Dbasis.data=DIR");
        inspections = Inspection.of(Catalogue.open(DATA)).stream()
                .collect(Collectors.toMap(one -> one.series().toString(), Function.identity()));
    }

    @Test
    void all_of_it_can_be_used() {
        assertThat(inspections.values()).extracting(Inspection::firstProblem).containsOnlyNulls();
        assertThat(inspections.values()).extracting(Inspection::duplicates).containsOnly(0);
        assertThat(inspections.values()).extracting(Inspection::outliers).containsOnly(0);
        assertThat(inspections).hasSize(50);
        assertThat(inspections.keySet())
                .doesNotContain("perp:okx:BTCUSDT", "spot:okx:BTCUSDT", "spot:okx:ETHUSDT", "mark:okx:BTCUSDT");
    }

    @Test
    void spans_what_the_readme_says() {
        assertSpan("spot:binance:BTCUSDT", "2020-01-01T00:00:00Z", "2025-06-30T23:00:00Z", 48160);
        assertSpan("perp:binance:BTCUSDT", "2020-01-01T00:00:00Z", "2025-06-30T23:00:00Z", 48192);
        assertSpan("perp:bybit:ETHUSDT", "2024-01-01T00:00:00Z", "2025-06-30T23:00:00Z", 13128);
        assertSpan("perp:okx:ETHUSDT", "2024-08-01T00:00:00Z", "2025-06-30T23:00:00Z", 6576);
        assertSpan("mark:okx:ETHUSDT", "2024-01-01T00:00:00Z", "2025-06-30T23:00:00Z", 13128);
        assertSpan("spot:uniswap:EIGENWETH", "2024-10-05T00:00:00Z", "2025-06-30T23:00:00Z", 6456);
        assertSpan("funding:binance:ETHUSDT", "2020-01-01T00:00:00Z", "2025-07-01T00:00:00Z", 6025);
        assertSpan("funding:okx:BTCUSDT", "2024-05-01T00:00:00Z", "2025-07-01T00:00:00Z", 1147);
        assertSpan("liquidity_index:aave_v3:USDT", "2024-01-01T00:00:00Z", "2025-07-01T00:00:00Z", 548);
        assertSpan("borrow_index:aave_v3:WSTETH", "2024-05-12T00:00:00Z", "2025-07-01T00:00:00Z", 416);
        assertSpan("lst_rate:etherfi:WEETH", "2024-05-12T00:00:00Z", "2025-07-01T00:00:00Z", 416);
        assertSpan("lst_market:etherfi:WEETH", "2024-05-13T04:00:00Z", "2025-06-30T23:00:00Z", 9932);
        assertSpan("lst_market:lido:WSTETH", "2024-05-12T23:00:00Z", "2025-06-30T23:00:00Z", 9937);
        assertSpan("gas:ethereum:gwei", "2024-01-01T00:00:00Z", "2025-07-01T00:00:00Z", 13129);
        assertSpan("benchmark:ethena:SUSDE", "2024-02-16T00:00:00Z", "2025-06-30T00:00:00Z", 501);
        assertSpan("spot:binance:BTCUSDT_5m", "2023-01-01T00:00:00Z", "2025-06-30T23:55:00Z", 262640);
        assertSpan("perp:binance:BTCUSDT_5m", "2023-01-01T00:00:00Z", "2025-06-30T23:55:00Z", 253829);
        assertSpan("perp:binance:BTCUSDT_15m", "2024-01-01T00:00:00Z", "2025-06-30T23:45:00Z", 52512);
        assertSpan("reward:etherfi:EIGEN", "2024-10-05T00:00:00Z", "2025-06-29T00:00:00Z", 39);
        assertSpan("reward:etherfi:ETHFI", "2024-10-18T00:00:00Z", "2024-12-19T00:00:00Z", 7);
    }

    @Test
    void has_the_gaps_that_the_readme_says() {
        assertGaps("spot:binance:BTCUSDT", 32, 15, Duration.ofHours(6));
        assertGaps("perp:okx:ETHUSDT", 1440, 2, Duration.ofDays(30).plusHours(1));
        assertGaps("funding:okx:BTCUSDT", 132, 14, Duration.ofDays(31).plusHours(8));
        assertGaps("funding:okx:ETHUSDT", 132, 14, Duration.ofDays(31).plusHours(8));
        assertGaps("spot:binance:BTCUSDT_5m", 16, 1, Duration.ofMinutes(85));
        assertGaps(
                "perp:binance:BTCUSDT_5m",
                8827,
                7,
                Duration.ofDays(21).plusHours(8).plusMinutes(20));
        assertGaps("perp:binance:BTCUSDT", 0, 0, Duration.ZERO);
        assertGaps("gas:ethereum:gwei", 0, 0, Duration.ZERO);
        assertThat(inspections.get("lst_market:etherfi:WEETH").longestFlatRun()).isEqualTo(30);
    }

    @Test
    void has_the_files_and_columns_of_the_sample(@TempDir Path root) throws IOException {
        SampleCatalogue.write(root, 1);

        assertThat(headers(root)).isEqualTo(headers(DATA));
    }

    private static Map<String, String> headers(Path root) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".csv.gz")).toList()) {
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                    headers.put(root.relativize(file).toString(), lines.readLine());
                }
            }
        }
        return headers;
    }

    private static void assertSpan(String key, String first, String last, int rows) {
        Inspection inspection = inspections.get(key);
        assertThat(inspection.series()).isEqualTo(SeriesKey.parse(key));
        assertThat(inspection.first()).as(key).isEqualTo(Instant.parse(first));
        assertThat(inspection.last()).as(key).isEqualTo(Instant.parse(last));
        assertThat(inspection.rows()).as(key).isEqualTo(rows);
    }

    private static void assertGaps(String key, long missingRows, int gaps, Duration largest) {
        Inspection inspection = inspections.get(key);
        assertThat(inspection.missingRows()).as(key).isEqualTo(missingRows);
        assertThat(inspection.gaps()).as(key).isEqualTo(gaps);
        assertThat(inspection.largestGap()).as(key).isEqualTo(largest);
    }
}
