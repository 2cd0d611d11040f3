package io.basis.domain.scenario;

import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesPattern;
import java.time.Duration;

/**
 * One thing that goes wrong, from {@code after} the start of the run on, for {@code lasting} (zero: to the end).
 *
 * <p>What a run does not have cannot go wrong in it: a shock to a series or a venue that is not there does nothing.
 */
public sealed interface Shock {

    Duration after();

    Duration lasting();

    /** True at an instant so long after the start. */
    default boolean acts(Duration sinceStart) {
        return sinceStart.compareTo(after()) >= 0
                && (lasting().isZero() || sinceStart.compareTo(after().plus(lasting())) < 0);
    }

    private static void requireTimes(Duration after, Duration lasting) {
        if (after.isNegative() || lasting.isNegative()) {
            throw new IllegalArgumentException(
                    "a shock after " + after + " lasting " + lasting + " is before the start");
        }
    }

    private static void requireFinite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a shock needs a finite number, not " + number);
        }
    }

    /** Values are multiplied, the factor being reached in a straight line {@code over} some time. */
    record Scale(Duration after, Duration lasting, SeriesPattern series, double factor, Duration over)
            implements Shock {
        public Scale {
            requireTimes(after, lasting);
            requireFinite(factor);
            if (factor <= 0 || over.isNegative()) {
                throw new IllegalArgumentException("cannot scale by " + factor + " over " + over);
            }
        }
    }

    /** Values are replaced; a payment only where one is due. */
    record Replace(Duration after, Duration lasting, SeriesPattern series, double value) implements Shock {
        public Replace {
            requireTimes(after, lasting);
            requireFinite(value);
        }
    }

    /** An index grows by a simple yearly rate on top of its own growth, fraction. */
    record Accrue(Duration after, Duration lasting, SeriesPattern series, double rate) implements Shock {
        public Accrue {
            requireTimes(after, lasting);
            requireFinite(rate);
        }
    }

    /** The feed stands still: the last values before it are repeated, as stale. */
    record Stall(Duration after, Duration lasting, SeriesPattern series) implements Shock {
        public Stall {
            requireTimes(after, lasting);
        }
    }

    /** A venue is frozen: it takes no order, and nothing leaves it or arrives. */
    record Freeze(Duration after, Duration lasting, Venue venue) implements Shock {
        public Freeze {
            requireTimes(after, lasting);
        }
    }

    /** A venue rejects every order. */
    record Refuse(Duration after, Duration lasting, Venue venue) implements Shock {
        public Refuse {
            requireTimes(after, lasting);
        }
    }

    /** Transfers stay in transit until it is over. */
    record HoldTransfers(Duration after, Duration lasting) implements Shock {
        public HoldTransfers {
            requireTimes(after, lasting);
        }
    }
}
