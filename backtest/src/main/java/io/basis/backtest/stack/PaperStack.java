package io.basis.backtest.stack;

import java.nio.file.Path;

/** Broker, database and the five services on this machine, trading on paper until they are stopped. */
public interface PaperStack {

    /**
     * Starts everything, and returns when it was stopped.
     *
     * @param data catalogue folder whose market data is replayed
     * @param speed how many times faster than the clock at most, 0 without a limit
     * @param port of the dashboard and the REST interface
     */
    void up(Path data, double speed, int port);
}
