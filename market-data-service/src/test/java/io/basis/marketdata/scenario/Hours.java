package io.basis.marketdata.scenario;

import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hourly snapshots in which all series say the same. */
final class Hours {

    static final Duration HOUR = Duration.ofHours(1);
    static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

    private final SeriesLayout layout;
    private final List<MarketSnapshot> snapshots = new ArrayList<>();

    private Hours(SeriesLayout layout) {
        this.layout = layout;
    }

    static Hours of(String... keys) {
        return new Hours(
                new SeriesLayout(Arrays.stream(keys).map(SeriesKey::parse).toList()));
    }

    /** Prices whose bar before went from 1 below to 1 above. */
    Hours bars(double... prices) {
        for (double price : prices) {
            add(price, price + 1, price - 1, Provenance.OBSERVED);
        }
        return this;
    }

    Hours points(double... values) {
        for (double value : values) {
            add(value, Double.NaN, Double.NaN, Provenance.OBSERVED);
        }
        return this;
    }

    /** Payments, NaN where none is due. */
    Hours payments(double... amounts) {
        for (double amount : amounts) {
            add(amount, Double.NaN, Double.NaN, Double.isNaN(amount) ? Provenance.ABSENT : Provenance.OBSERVED);
        }
        return this;
    }

    List<MarketSnapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    private void add(double value, double high, double low, Provenance provenance) {
        Provenance[] same = new Provenance[layout.size()];
        Arrays.fill(same, provenance);
        snapshots.add(new MarketSnapshot(
                START.plus(HOUR.multipliedBy(snapshots.size())), layout, all(value), all(high), all(low), same));
    }

    private double[] all(double value) {
        double[] values = new double[layout.size()];
        Arrays.fill(values, value);
        return values;
    }
}
