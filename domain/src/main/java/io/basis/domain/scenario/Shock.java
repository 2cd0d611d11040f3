package io.basis.domain.scenario;

import io.basis.domain.instrument.Venue;
import java.time.Duration;

/**
 * One thing that goes wrong, from {@code after} the start of the run on, for {@code lasting} (zero: to the end).
 *
 * <p>Series are named by a pattern of their key, in which {@code *} stands for anything: {@code spot:*:ETH*}.
 */
public sealed interface Shock {

    Duration after();

    Duration lasting();

    /** True at an instant so long after the start. */
    default boolean acts(Duration sinceStart) {
        return sinceStart.compareTo(after()) >= 0
                && (lasting().isZero() || sinceStart.compareTo(after().plus(lasting())) < 0);
    }

    /** Values are multiplied, the factor being reached in a straight line {@code over} some time. */
    record Scale(Duration after, Duration lasting, String series, double factor, Duration over) implements Shock {}

    /** Values are replaced; a payment only where one is due. */
    record Replace(Duration after, Duration lasting, String series, double value) implements Shock {}

    /** An index grows by a simple yearly rate on top of its own growth, fraction. */
    record Accrue(Duration after, Duration lasting, String series, double rate) implements Shock {}

    /** The feed stands still: the last values before it are repeated, as stale. */
    record Stall(Duration after, Duration lasting, String series) implements Shock {}

    /** A venue is frozen: it takes no order, and nothing leaves it or arrives. */
    record Freeze(Duration after, Duration lasting, Venue venue) implements Shock {}

    /** A venue rejects every order. */
    record Refuse(Duration after, Duration lasting, Venue venue) implements Shock {}

    /** Transfers stay in transit until it is over. */
    record HoldTransfers(Duration after, Duration lasting) implements Shock {}
}
