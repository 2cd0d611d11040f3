package io.basis.marketdata.scenario;

import io.basis.domain.scenario.Shock.Scale;
import java.time.Duration;

/**
 * A value times a factor that goes from 1 to its end in a straight line.
 *
 * <p>A bar's high is taken to have happened at the largest factor of the bar, its low at the smallest: where in the bar
 * they really happened is not known, and a liquidation must not be missed.
 */
record Scaling(int slot, Scale shock) implements Effect {

    @Override
    public void apply(Duration before, Duration now, Draft draft) {
        double first = factor(before);
        double last = factor(now);
        double largest = Math.max(first, last);
        double smallest = Math.min(first, last);
        Duration farthest = shock.after().plus(ramp());
        if (before.compareTo(farthest) < 0 && farthest.compareTo(now) <= 0) {
            largest = Math.max(largest, onTheWay(farthest));
            smallest = Math.min(smallest, onTheWay(farthest));
        }
        if (largest != 1 || smallest != 1) {
            draft.set(slot, draft.value(slot) * last, draft.high(slot) * largest, draft.low(slot) * smallest);
        }
    }

    private double factor(Duration sinceStart) {
        return shock.acts(sinceStart) ? onTheWay(sinceStart) : 1;
    }

    private double onTheWay(Duration sinceStart) {
        Duration passed = sinceStart.minus(shock.after());
        return passed.compareTo(shock.over()) >= 0
                ? shock.factor()
                : 1 + (shock.factor() - 1) * passed.toNanos() / shock.over().toNanos();
    }

    /** How long the factor moves: until its end, unless the shock is over before. */
    private Duration ramp() {
        return !shock.lasting().isZero() && shock.lasting().compareTo(shock.over()) < 0
                ? shock.lasting()
                : shock.over();
    }
}
