package io.basis.marketdata.scenario;

import io.basis.domain.scenario.Shock.Accrue;
import java.time.Duration;

/** An index times 1 + rate × years since the shock began; what has grown stays when the shock is over. */
record Accruing(int slot, Accrue shock) implements Effect {

    private static final double MILLIS_PER_YEAR = Duration.ofDays(365).toMillis();

    @Override
    public void apply(Duration before, Duration now, Draft draft) {
        if (now.compareTo(shock.after()) > 0) {
            double first = growth(before);
            double last = growth(now);
            draft.set(
                    slot,
                    draft.value(slot) * last,
                    draft.high(slot) * Math.max(first, last),
                    draft.low(slot) * Math.min(first, last));
        }
    }

    private double growth(Duration sinceStart) {
        Duration passed = sinceStart.minus(shock.after());
        if (passed.isNegative()) {
            return 1;
        }
        boolean over = !shock.lasting().isZero() && passed.compareTo(shock.lasting()) > 0;
        return 1 + shock.rate() * (over ? shock.lasting() : passed).toMillis() / MILLIS_PER_YEAR;
    }
}
