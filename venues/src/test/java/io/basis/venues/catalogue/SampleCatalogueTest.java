package io.basis.venues.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.market.SeriesKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCatalogueTest {

    private static final long SEED = 1;

    @TempDir
    static Path shared;

    @TempDir
    Path empty;

    private static Catalogue sample;

    @BeforeAll
    static void make() {
        SampleCatalogue.write(shared.resolve("sample"), SEED);
        sample = Catalogue.open(shared.resolve("sample"));
    }

    @Test
    void is_sound_to_the_last_line_and_says_that_it_is_invented() {
        assertThat(sample.synthetic()).isTrue();
        assertThat(sample.available()).hasSize(50);
        assertThat(Inspection.of(sample)).allSatisfy(one -> {
            assertThat(one.firstProblem()).as("%s", one.series()).isNull();
            assertThat(one.outliers()).as("%s", one.series()).isZero();
        });
    }

    /** If this fails although nothing was meant to change, the generator depends on the machine. */
    @Test
    void is_the_same_bytes_everywhere() {
        assertThat(sample.hash(sample.available()))
                .isEqualTo("d9b12c1d6a2eb514d124dbf3e5ff0f83547da2d3e9f117b6dc36c2a649e5b2bb");
    }

    @Test
    void differs_from_seed_to_seed() {
        SampleCatalogue.write(empty.resolve("other"), SEED + 1);
        Catalogue other = Catalogue.open(empty.resolve("other"));

        for (SeriesKey key : sample.available()) {
            assertThat(other.hash(List.of(key))).as("%s", key).isNotEqualTo(sample.hash(List.of(key)));
        }
    }

    @Test
    void spans_the_year_with_the_holes_of_real_data() {
        List<Inspection> inspections = Inspection.of(sample);

        assertThat(one(inspections, "spot:binance:BTCUSDT").first()).isEqualTo(SampleCatalogue.FROM);
        assertThat(one(inspections, "spot:binance:BTCUSDT").last()).isEqualTo(Instant.parse("2025-06-30T23:00:00Z"));
        assertThat(one(inspections, "liquidity_index:aave_v3:USDT").last()).isEqualTo(SampleCatalogue.TO);
        assertThat(one(inspections, "funding:okx:BTCUSDT").missingRows()).isEqualTo(132);
        assertThat(one(inspections, "perp:okx:ETHUSDT").missingRows()).isEqualTo(1440);
        assertThat(one(inspections, "perp:binance:BTCUSDT_5m").gaps()).isEqualTo(3);
        assertThat(inspections)
                .extracting(one -> one.series().toString())
                .doesNotContain("perp:okx:BTCUSDT", "spot:okx:BTCUSDT", "spot:okx:ETHUSDT");
    }

    @Test
    void has_one_crash_and_recovers() {
        Bars spot = (Bars) sample.series(SeriesKey.parse("spot:binance:BTCUSDT"));

        double deepest = 0;
        for (int row = 6; row < spot.size(); row++) {
            deepest = Math.min(deepest, spot.low(row) / spot.open(row - 6) - 1);
        }

        int start = spot.rowAt(Instant.parse("2024-08-05T00:00:00Z").toEpochMilli());
        assertThat(deepest).isBetween(-0.32, -0.20);
        assertThat(spot.close(start + 6) / spot.open(start)).isLessThan(0.82);
        assertThat(spot.close(start + 12 * 24) / spot.open(start)).isBetween(0.85, 1.15);
    }

    @Test
    void has_perpetuals_that_stay_with_their_spot() {
        for (String venue : List.of("binance", "bybit")) {
            Bars spot = (Bars) sample.series(SeriesKey.parse("spot:" + venue + ":ETHUSDT"));
            Bars perp = (Bars) sample.series(SeriesKey.parse("perp:" + venue + ":ETHUSDT"));
            for (int row = 0; row < spot.size(); row++) {
                assertThat(perp.close(row) / spot.close(row)).isBetween(0.996, 1.004);
            }
        }
    }

    @Test
    void has_hours_that_hold_their_five_minutes() {
        Bars hours = (Bars) sample.series(SeriesKey.parse("spot:binance:BTCUSDT"));
        Bars minutes = (Bars) sample.series(SeriesKey.parse("spot:binance:BTCUSDT_5m"));

        for (int hour = 0; hour < hours.size(); hour++) {
            double high = 0;
            for (int row = hour * 12; row < hour * 12 + 12; row++) {
                high = Math.max(high, minutes.high(row));
            }
            assertThat(hours.high(hour)).isEqualTo(high);
            assertThat(hours.close(hour)).isEqualTo(minutes.close(hour * 12 + 11));
        }
    }

    @Test
    void has_funding_of_both_signs_worth_some_per_cent_a_year() {
        Points funding = (Points) sample.series(SeriesKey.parse("funding:binance:BTCUSDT"));

        double sum = 0;
        int negative = 0;
        for (int row = 0; row < funding.size(); row++) {
            sum += funding.value(row);
            negative += funding.value(row) < 0 ? 1 : 0;
        }

        assertThat(sum).isBetween(0.03, 0.20);
        assertThat(negative).isBetween(50, 500);
    }

    @Test
    void has_lending_that_accrues_with_a_spike() {
        Points index = (Points) sample.series(SeriesKey.parse("liquidity_index:aave_v3:USDT"));
        Points rate = (Points) sample.series(SeriesKey.parse("borrow_apr:aave_v3:USDT"));

        double highest = 0;
        for (int row = 0; row < rate.size(); row++) {
            highest = Math.max(highest, rate.value(row));
        }

        assertThat(index.value(index.size() - 1) / index.value(0)).isBetween(1.03, 1.12);
        assertThat(highest).isGreaterThan(0.30);
    }

    @Test
    void has_staking_tokens_that_grow_by_three_per_cent_a_year() {
        for (String key : List.of("lst_rate:etherfi:WEETH", "lst_rate:lido:WSTETH")) {
            Points rate = (Points) sample.series(SeriesKey.parse(key));
            double growth = rate.value(rate.size() - 1) / rate.value(0) - 1;
            assertThat(growth * 365 / 415).isBetween(0.028, 0.033);
        }
    }

    @Test
    void is_made_once_and_then_opened() throws IOException {
        Path cache = empty.resolve("cache/sample");

        Catalogue made = SampleCatalogue.open(cache, SEED);
        Path manifest = cache.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest) + "\n");
        Catalogue again = SampleCatalogue.open(cache, SEED);

        assertThat(made.root()).isEqualTo(cache);
        assertThat(again.synthetic()).isTrue();
        assertThat(Files.readString(manifest)).endsWith("\n\n");
        try (var siblings = Files.list(cache.getParent())) {
            assertThat(siblings).containsExactly(cache);
        }
    }

    @Test
    void replaces_another_seed_but_never_other_files() throws IOException {
        Path cache = empty.resolve("sample");
        SampleCatalogue.write(cache, SEED + 1);
        assertThat(SampleCatalogue.open(cache, SEED).hash(sample.available()))
                .isEqualTo(sample.hash(sample.available()));

        Path foreign = empty.resolve("foreign");
        new Folder(foreign).bytes("manifest.json", "{}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> SampleCatalogue.write(foreign, SEED))
                .isInstanceOf(CatalogueException.class)
                .hasMessage(foreign + " holds other files, an empty folder is needed for the sample");
        assertThatThrownBy(() -> SampleCatalogue.open(foreign, SEED)).isInstanceOf(CatalogueException.class);
        assertThat(foreign.resolve("manifest.json")).hasContent("{}");
    }

    private static Inspection one(List<Inspection> inspections, String key) {
        return inspections.stream()
                .filter(one -> one.series().toString().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
