package io.basis.marketdata.replay;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.List;

/** Where the snapshots of a run come from: a catalogue, or a topic that was recorded. */
@FunctionalInterface
public interface SnapshotSource {

    /** Every snapshot of a strategy's run, in order, from its first instant to its last. */
    List<MarketSnapshot> open(StrategyDefinition definition);
}
