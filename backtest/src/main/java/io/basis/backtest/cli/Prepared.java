package io.basis.backtest.cli;

import io.basis.backtest.run.RunRequest;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A backtest with its market data.
 *
 * @param loading time that it took to have the data
 */
record Prepared(RunRequest request, Supplied supplied, Duration loading) {

    static Prepared of(RunRequest request, Supplier<Supplied> market) {
        long started = System.nanoTime();
        Supplied supplied = market.get();
        return new Prepared(request, supplied, Duration.ofNanos(System.nanoTime() - started));
    }
}
