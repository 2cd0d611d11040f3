package io.basis.venues.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.market.SeriesKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {

    private static final SeriesKey SPOT = SeriesKey.parse("spot:binance:BTCUSDT");
    private static final SeriesKey FUNDING = SeriesKey.parse("funding:okx:ETHUSDT");
    private static final String SPOT_FILE = "spot/binance_BTCUSDT_1h.csv.gz";
    private static final String FUNDING_FILE = "funding/okx_ETHUSDT_8h.csv.gz";
    private static final String SPOT_HEADER = "timestamp,open_usdt,high_usdt,low_usdt,close_usdt,volume_btc";
    private static final String FIRST = "2024-05-12T00:00:00Z,100,110.5,90,105,1.5";
    private static final String SECOND = "2024-05-12T01:00:00Z,105,106,104.25,104.5,2";

    @TempDir
    Path root;

    private Folder folder;

    @BeforeEach
    void folder() {
        folder = new Folder(root);
    }

    @Test
    void reads_bars() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND);

        Bars bars = (Bars) Catalogue.open(root).series(SPOT);

        assertThat(bars.key()).isEqualTo(SPOT);
        assertThat(bars.stepMillis()).isEqualTo(3_600_000);
        assertThat(bars.size()).isEqualTo(2);
        assertThat(bars.time(1)).isEqualTo(Instant.parse("2024-05-12T01:00:00Z").toEpochMilli());
        assertThat(bars.end(1)).isEqualTo(Instant.parse("2024-05-12T02:00:00Z").toEpochMilli());
        assertThat(new double[] {bars.open(0), bars.high(0), bars.low(0), bars.close(0)})
                .containsExactly(100, 110.5, 90, 105);
        assertThat(new double[] {bars.open(1), bars.high(1), bars.low(1), bars.close(1)})
                .containsExactly(105, 106, 104.25, 104.5);
        assertThat(bars.rowAt(bars.time(0) - 1)).isEqualTo(-1);
        assertThat(bars.rowAt(bars.time(0))).isZero();
        assertThat(bars.rowAt(bars.time(1) - 1)).isZero();
        assertThat(bars.rowAt(bars.time(1) + 1)).isEqualTo(1);
    }

    @Test
    void reads_points_which_may_be_negative_when_they_are_funding() throws IOException {
        folder.write(
                FUNDING_FILE,
                "timestamp,funding_rate_fraction_per_8h",
                "2024-05-01T00:00:00Z,4.880388991e-06",
                "2024-05-01T08:00:00Z,-0.0001");

        Points points = (Points) Catalogue.open(root).series(FUNDING);

        assertThat(points.size()).isEqualTo(2);
        assertThat(points.value(0)).isEqualTo(4.880388991e-06);
        assertThat(points.value(1)).isEqualTo(-0.0001);
    }

    @Test
    void needs_neither_the_order_of_columns_nor_windows_line_ends_nor_a_last_line_end() throws IOException {
        folder.bytes(
                SPOT_FILE,
                Folder.gzip(String.join(
                        "\r\n",
                        "low_usdt,timestamp,close_usdt,extra,open_usdt,high_usdt",
                        "90,2024-05-12T00:00:00Z,105,,100,110.5",
                        "104.25,2024-05-12T01:00:00Z,104.5,text,105,106")));

        Bars bars = (Bars) Catalogue.open(root).series(SPOT);

        assertThat(bars.size()).isEqualTo(2);
        assertThat(new double[] {bars.open(1), bars.high(1), bars.low(1), bars.close(1)})
                .containsExactly(105, 106, 104.25, 104.5);
    }

    @Test
    void reads_several_series_from_one_file() throws IOException {
        folder.write(
                "lending/aave_v3_ethereum_weETH_1d.csv.gz",
                "timestamp,block_number,liquidity_index,supply_apr_fraction_per_year,variable_borrow_index,"
                        + "variable_borrow_apr_fraction_per_year",
                "2024-05-12T00:00:00Z,19850229,1.0000404383063015,0,1.0007883389674932,0.02");

        Catalogue catalogue = Catalogue.open(root);

        assertThat(catalogue.available())
                .extracting(SeriesKey::toString)
                .containsExactly(
                        "liquidity_index:aave_v3:WEETH",
                        "borrow_index:aave_v3:WEETH",
                        "supply_apr:aave_v3:WEETH",
                        "borrow_apr:aave_v3:WEETH");
        assertThat(value(catalogue, "liquidity_index:aave_v3:WEETH")).isEqualTo(1.0000404383063015);
        assertThat(value(catalogue, "borrow_index:aave_v3:WEETH")).isEqualTo(1.0007883389674932);
        assertThat(value(catalogue, "supply_apr:aave_v3:WEETH")).isZero();
        assertThat(value(catalogue, "borrow_apr:aave_v3:WEETH")).isEqualTo(0.02);
    }

    @Test
    void reads_rewards_at_their_dates_and_corrects_the_misprinted_first_row() throws IOException {
        folder.write(
                "staking_rewards/etherfi_eigen_weekly.csv.gz",
                "staking_period_start,staking_period_end,eigen_earned_tokens,eth_restaked_eth,eth_not_restaked_eth,"
                        + "eigen_tokens_per_eeth_per_period",
                "2024-08-15,2024-10-05,2478088,1480684,532110,0.205",
                "2024-10-06,2024-10-12,358681,1531605,474149,0.179");

        Points rewards = (Points) Catalogue.open(root).series(SeriesKey.parse("reward:etherfi:EIGEN"));

        assertThat(rewards.time(0))
                .isEqualTo(Instant.parse("2024-10-05T00:00:00Z").toEpochMilli());
        assertThat(rewards.value(0)).isEqualTo(1.231);
        assertThat(rewards.value(1)).isEqualTo(0.179);
    }

    @Test
    void turns_percent_into_a_fraction() throws IOException {
        folder.write("benchmark/ethena_susde_apy_1d.csv.gz", "timestamp,susde_apy_percent", "2024-02-16T00:00:00Z,25");

        assertThat(value(Catalogue.open(root), "benchmark:ethena:SUSDE")).isEqualTo(0.25);
    }

    @Test
    void keeps_what_it_has_read() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST);
        Catalogue catalogue = Catalogue.open(root);

        TimeSeries first = catalogue.series(SPOT);

        assertThat(catalogue.series(SPOT)).isSameAs(first);
    }

    @Test
    void is_synthetic_when_its_manifest_says_so() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST);
        assertThat(Catalogue.open(root).synthetic()).isFalse();

        folder.bytes("manifest.json", "{\n \"synthetic\" : true}".getBytes(StandardCharsets.UTF_8));

        assertThat(Catalogue.open(root).synthetic()).isTrue();
    }

    @Test
    void hashes_the_files_used_whatever_their_order() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST);
        folder.write(FUNDING_FILE, "timestamp,funding_rate_fraction_per_8h", "2024-05-01T00:00:00Z,0.0001");
        Catalogue catalogue = Catalogue.open(root);
        String both = catalogue.hash(List.of(SPOT, FUNDING));

        assertThat(both).hasSize(64).isEqualTo(catalogue.hash(List.of(FUNDING, SPOT)));
        assertThat(both).isEqualTo(catalogue.hash(List.of(FUNDING, SPOT, SeriesKey.GAS)));
        assertThat(both).isNotEqualTo(catalogue.hash(List.of(SPOT)));

        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND);

        assertThat(catalogue.hash(List.of(SPOT, FUNDING))).isNotEqualTo(both);
    }

    @Test
    void refuses_a_folder_that_is_none() {
        assertThatThrownBy(() -> Catalogue.open(root.resolve("absent")))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("absent is not a folder");
        assertThatThrownBy(() -> Catalogue.open(root))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("holds no series, files such as spot/binance_BTCUSDT_1h.csv.gz are needed");
    }

    @Test
    void refuses_a_series_without_a_file() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST);
        Catalogue catalogue = Catalogue.open(root);

        assertThat(catalogue.has(FUNDING)).isFalse();
        assertThatThrownBy(() -> catalogue.series(FUNDING))
                .isInstanceOf(CatalogueException.class)
                .hasMessage("series funding:okx:ETHUSDT needs file " + root.resolve(FUNDING_FILE)
                        + ", which does not exist");
    }

    @Test
    void refuses_a_series_that_is_not_in_the_layout() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST);
        Catalogue catalogue = Catalogue.open(root);

        assertThatThrownBy(() -> catalogue.series(SeriesKey.parse("spot:binance:DOGEUSDT")))
                .isInstanceOf(CatalogueException.class)
                .hasMessage("series spot:binance:DOGEUSDT is not one that a catalogue can hold");
    }

    @Test
    void refuses_a_missing_or_renamed_column() throws IOException {
        folder.write(SPOT_FILE, "timestamp,open,high_usdt,low_usdt,close_usdt", FIRST);
        refused(1, "column 'open_usdt' is missing, the header is 'timestamp,open,high_usdt,low_usdt,close_usdt'");

        folder.write(SPOT_FILE, "time,open_usdt,high_usdt,low_usdt,close_usdt", FIRST);
        refused(1, "column 'timestamp' is missing, the header is 'time,open_usdt,high_usdt,low_usdt,close_usdt'");
    }

    @Test
    void refuses_unsorted_rows() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, SECOND, FIRST);
        refused(3, "timestamp 2024-05-12T00:00:00Z comes after 2024-05-12T01:00:00Z, rows must be sorted by time");
    }

    @Test
    void refuses_duplicate_rows() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND, SECOND);
        refused(4, "timestamp 2024-05-12T01:00:00Z stands twice, each instant may stand once");
    }

    @Test
    void refuses_timestamps_that_are_none() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST.replace("T00:00:00Z", " 00:00"));
        refused(2, "timestamp '2024-05-12 00:00' is no instant, one like 2024-05-12T00:00:00Z is needed");

        folder.write(SPOT_FILE, SPOT_HEADER, FIRST.replace("2024-05-12T00:00:00Z", ""));
        refused(2, "timestamp '' is no instant, one like 2024-05-12T00:00:00Z is needed");
    }

    @Test
    void refuses_bars_between_their_hours() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST.replace("T00:00", "T00:30"));
        refused(2, "timestamp 2024-05-12T00:30:00Z is not a multiple of 1h");
    }

    @Test
    void refuses_values_that_are_no_numbers() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND.replace("104.5", "NaN"));
        refused(3, "close_usdt is 'NaN', a number is needed");

        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND.replace("104.5", ""));
        refused(3, "close_usdt is empty, a number is needed");

        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND.replace("104.5", "10x"));
        refused(3, "close_usdt is '10x', a number is needed");

        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND.replace("104.5", "1e999"));
        refused(3, "close_usdt is '1e999', a number is needed");
    }

    @Test
    void refuses_prices_that_are_not_above_zero() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND.replace("104.25", "0"));
        refused(3, "low_usdt is 0, it must be above 0");

        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, SECOND.replace("104.25", "-1.0"));
        refused(3, "low_usdt is -1.0, it must be above 0");
    }

    @Test
    void lets_gas_be_zero_but_not_negative() throws IOException {
        folder.write("gas/ethereum_1h.csv.gz", "timestamp,gas_price_gwei", "2024-01-01T00:00:00Z,0");
        assertThat(value(Catalogue.open(root), "gas:ethereum:gwei")).isZero();

        folder.write("gas/ethereum_1h.csv.gz", "timestamp,gas_price_gwei", "2024-01-01T00:00:00Z,-1");

        assertThatThrownBy(() -> Catalogue.open(root).series(SeriesKey.GAS))
                .hasMessageEndingWith("line 2: gas_price_gwei is -1, it must be 0 or more");
    }

    @Test
    void refuses_a_high_below_the_low() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST.replace("110.5", "89"));
        refused(2, "high_usdt 89.0 is below low_usdt 90.0");
    }

    @Test
    void refuses_rows_of_another_width() throws IOException {
        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, "2024-05-12T01:00:00Z,105");
        refused(3, "row has 2 fields, 6 are needed as in the header");

        folder.write(SPOT_FILE, SPOT_HEADER, FIRST, "", SECOND);
        refused(3, "row has 1 fields, 6 are needed as in the header");

        folder.write(SPOT_FILE, SPOT_HEADER, FIRST + ",7");
        refused(2, "row has 7 fields, 6 are needed as in the header");
    }

    @Test
    void refuses_empty_files() throws IOException {
        folder.bytes(SPOT_FILE, new byte[0]);
        refused(
                1,
                "file is empty, a header with timestamp,open_usdt,high_usdt,low_usdt,close_usdt and rows are needed");

        folder.bytes(SPOT_FILE, Folder.gzip(""));
        refused(
                1,
                "file is empty, a header with timestamp,open_usdt,high_usdt,low_usdt,close_usdt and rows are needed");

        folder.write(SPOT_FILE, SPOT_HEADER);
        refused(1, "there are no rows, at least one is needed");
    }

    @Test
    void refuses_gzip_that_is_cut_off() throws IOException {
        byte[] whole = Folder.gzip(String.join("\n", SPOT_HEADER, FIRST, SECOND) + "\n");

        for (int kept = 1; kept < whole.length; kept++) {
            folder.bytes(SPOT_FILE, Arrays.copyOf(whole, kept));
            assertThatThrownBy(() -> Catalogue.open(root).series(SPOT))
                    .isInstanceOf(CatalogueException.class)
                    .hasMessageContaining("gzip data is cut off, a complete gzip file is needed");
        }
    }

    @Test
    void refuses_gzip_that_is_corrupt() throws IOException {
        byte[] content = Folder.gzip(String.join("\n", SPOT_HEADER, FIRST, SECOND) + "\n");
        content[content.length - 6] ^= 1;
        folder.bytes(SPOT_FILE, content);
        refused(4, "gzip data is corrupt (Corrupt GZIP trailer), a complete gzip file is needed");

        folder.bytes(SPOT_FILE, "plain text".getBytes(StandardCharsets.UTF_8));
        refused(1, "gzip data is corrupt (Not in GZIP format), a complete gzip file is needed");
    }

    @Test
    void checks_a_file_to_its_end() throws IOException {
        String[] lines = new String[50_001];
        lines[0] = SPOT_HEADER;
        for (int i = 1; i < lines.length; i++) {
            lines[i] = Instant.ofEpochSecond(3600L * i) + ",1,1,1,1,0";
        }
        lines[50_000] = lines[50_000].replace(",1,0", ",-1,0");
        folder.write(SPOT_FILE, lines);

        refused(50_001, "close_usdt is -1, it must be above 0");
    }

    private void refused(int line, String what) {
        Catalogue catalogue = Catalogue.open(root);
        assertThatThrownBy(() -> catalogue.series(SPOT))
                .isInstanceOf(CatalogueException.class)
                .hasMessage(root.resolve(SPOT_FILE) + " line " + line + ": " + what);
    }

    private static double value(Catalogue catalogue, String key) {
        return ((Points) catalogue.series(SeriesKey.parse(key))).value(0);
    }
}
