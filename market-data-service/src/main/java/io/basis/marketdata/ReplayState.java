package io.basis.marketdata;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the replay of one strategy has come. */
public final class ReplayState {

    @Nullable
    StrategyDefinition definition;

    /** Index of the next snapshot to release. */
    int next;

    /** True when the strategy is done with the instant and only the clock holds the next one back. */
    boolean waiting;

    /** True when the last snapshot is out. */
    boolean over;

    /** Opened once, and again when a stored state is read. */
    transient @Nullable List<MarketSnapshot> snapshots;

    /** The interval of a strategy that waits for its clock, or null when it does not. */
    public @Nullable Duration waitsForClock() {
        StrategyDefinition strategy = definition;
        return strategy != null && strategy.environment().paced() && waiting && !over ? strategy.interval() : null;
    }
}
