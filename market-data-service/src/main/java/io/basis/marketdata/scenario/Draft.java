package io.basis.marketdata.scenario;

import io.basis.domain.market.Provenance;
import io.basis.domain.message.MarketSnapshot;
import org.jspecify.annotations.Nullable;

/** A snapshot that may be altered; it is copied at the first change only. */
final class Draft {

    private final MarketSnapshot history;
    private @Nullable Copy copy;

    private static final class Copy {
        private final double[] values;
        private final double[] highs;
        private final double[] lows;
        private final Provenance[] provenance;

        Copy(MarketSnapshot snapshot) {
            int size = snapshot.layout().size();
            values = new double[size];
            highs = new double[size];
            lows = new double[size];
            provenance = new Provenance[size];
            for (int slot = 0; slot < size; slot++) {
                values[slot] = snapshot.value(slot);
                highs[slot] = snapshot.high(slot);
                lows[slot] = snapshot.low(slot);
                provenance[slot] = snapshot.provenance(slot);
            }
        }
    }

    Draft(MarketSnapshot history) {
        this.history = history;
    }

    double value(int slot) {
        return copy == null ? history.value(slot) : copy.values[slot];
    }

    double high(int slot) {
        return copy == null ? history.high(slot) : copy.highs[slot];
    }

    double low(int slot) {
        return copy == null ? history.low(slot) : copy.lows[slot];
    }

    Provenance provenance(int slot) {
        return copy == null ? history.provenance(slot) : copy.provenance[slot];
    }

    void set(int slot, double value, double high, double low) {
        set(slot, value, high, low, provenance(slot));
    }

    void set(int slot, double value, double high, double low, Provenance provenance) {
        Copy altered = copy == null ? new Copy(history) : copy;
        altered.values[slot] = value;
        altered.highs[slot] = high;
        altered.lows[slot] = low;
        altered.provenance[slot] = provenance;
        copy = altered;
    }

    MarketSnapshot snapshot() {
        return copy == null
                ? history
                : new MarketSnapshot(
                        history.at(), history.layout(), copy.values, copy.highs, copy.lows, copy.provenance);
    }
}
