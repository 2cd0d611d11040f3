package io.basis.marketdata.scenario;

import io.basis.domain.market.Provenance;
import io.basis.domain.scenario.Shock.Stall;
import java.time.Duration;

/**
 * The last value before, again and again, marked stale; a payment or a prediction does not come at all.
 *
 * <p>The bar that closes when the feed is back spans all that happened meanwhile, so that a liquidation found late is
 * found.
 */
final class Stalling implements Effect {

    private final int slot;
    private final boolean momentary;
    private final Stall shock;

    private double last = Double.NaN;
    private double highest = Double.NaN;
    private double lowest = Double.NaN;
    private boolean standing;

    Stalling(int slot, boolean momentary, Stall shock) {
        this.slot = slot;
        this.momentary = momentary;
        this.shock = shock;
    }

    @Override
    public void apply(Duration before, Duration now, Draft draft) {
        double high = draft.high(slot);
        double low = draft.low(slot);
        if (!shock.acts(now)) {
            if (standing) {
                standing = false;
                draft.set(slot, draft.value(slot), higher(highest, high), lower(lowest, low));
            }
            last = draft.value(slot);
            return;
        }
        if (!standing) {
            standing = true;
            highest = high;
            lowest = low;
            last = before.equals(now) ? draft.value(slot) : last;
        } else {
            highest = higher(highest, high);
            lowest = lower(lowest, low);
        }
        if (momentary) {
            draft.set(slot, Double.NaN, Double.NaN, Double.NaN, Provenance.ABSENT);
        } else {
            double extreme = Double.isNaN(high) ? Double.NaN : last;
            draft.set(slot, last, extreme, extreme, Double.isNaN(last) ? Provenance.ABSENT : Provenance.STALE);
        }
    }

    private static double higher(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    private static double lower(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }
}
