package io.basis.marketdata.scenario;

import io.basis.domain.scenario.Shock.Replace;
import java.time.Duration;

/** One value instead of all others. A payment or a prediction is replaced where there is one, and comes no oftener. */
record Replacing(int slot, Replace shock) implements Effect {

    @Override
    public void apply(Duration before, Duration now, Draft draft) {
        if (Double.isNaN(draft.value(slot)) || !touches(before, now)) {
            return;
        }
        double value = shock.acts(now) ? shock.value() : draft.value(slot);
        if (shock.acts(before) && shock.acts(now)) {
            draft.set(slot, value, held(draft.high(slot)), held(draft.low(slot)));
        } else {
            draft.set(slot, value, Math.max(draft.high(slot), shock.value()), Math.min(draft.low(slot), shock.value()));
        }
    }

    /** True when the shock acts at some time after the instant before, up to this one. */
    private boolean touches(Duration before, Duration now) {
        return shock.acts(now)
                || shock.acts(before)
                || (before.compareTo(shock.after()) < 0 && shock.after().compareTo(now) <= 0);
    }

    /** The extreme of a bar in which the value stood still; a series without bars has none. */
    private double held(double extreme) {
        return Double.isNaN(extreme) ? extreme : shock.value();
    }
}
