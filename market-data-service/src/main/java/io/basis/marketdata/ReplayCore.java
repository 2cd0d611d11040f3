package io.basis.marketdata;

import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.Release;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.replay.SnapshotSource;
import java.util.List;
import java.util.Objects;

/**
 * Replays market data in lock-step: the next instant begins when the strategy says it is done with this one, and for a
 * paper strategy not before its clock releases it.
 */
public final class ReplayCore implements Core<ReplayState> {

    private final SnapshotSource source;

    public ReplayCore(SnapshotSource source) {
        this.source = source;
    }

    @Override
    public ReplayState fresh(String strategy) {
        return new ReplayState();
    }

    @Override
    public void on(ReplayState state, Message message, Output out) {
        switch (message) {
            case StartedStrategy started -> start(state, started.definition(), out);
            case TargetPositions decision -> onDecision(state, decision, out);
            case Release release -> release(state, out);
            case StrategyHalt halt -> {
                // Nothing is done with the instant, so nothing follows it.
            }
            default -> throw new IllegalArgumentException("market-data-service does not read " + message.getClass());
        }
    }

    private void start(ReplayState state, StrategyDefinition definition, Output out) {
        if (state.definition == null) {
            state.definition = definition;
            state.waiting = true;
            release(state, out);
        }
    }

    private void onDecision(ReplayState state, TargetPositions decision, Output out) {
        if (decision.instantDone()) {
            state.waiting = true;
            if (definition(state).environment() == Environment.BACKTEST) {
                release(state, out);
            }
        }
    }

    private void release(ReplayState state, Output out) {
        if (!state.waiting || state.over) {
            return;
        }
        List<MarketSnapshot> snapshots = snapshots(state);
        if (state.next < snapshots.size()) {
            state.waiting = false;
            out.emit(Topic.MARKET_DATA, snapshots.get(state.next++));
        }
        if (state.next >= snapshots.size()) {
            // A service keeps the states of all its strategies, and need not keep the market data of finished ones.
            state.over = true;
            state.snapshots = null;
        }
    }

    private List<MarketSnapshot> snapshots(ReplayState state) {
        List<MarketSnapshot> snapshots = state.snapshots;
        if (snapshots == null) {
            snapshots = source.open(definition(state));
            state.snapshots = snapshots;
        }
        return snapshots;
    }

    private static StrategyDefinition definition(ReplayState state) {
        return Objects.requireNonNull(state.definition);
    }
}
