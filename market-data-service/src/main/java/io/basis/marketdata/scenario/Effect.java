package io.basis.marketdata.scenario;

import java.time.Duration;

/**
 * What one shock does to one series, instant by instant.
 *
 * <p>An instant closes the bar since the one before: highs and lows hold everything that the shock did on the way.
 */
interface Effect {

    /**
     * Alters the values of the next instant, or leaves them.
     *
     * @param before time from the start of the run to the instant before, zero at the first
     * @param now time from the start of the run to this instant
     */
    void apply(Duration before, Duration now, Draft draft);
}
