package io.basis.domain.message;

import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The latest word on a strategy: its definition and where it stands.
 *
 * @param skip what the service that it names leaves out as the strategy goes on; null when it goes on with everything
 */
public record StartedStrategy(StrategyDefinition definition, Status status, StrategyCommand.@Nullable Skip skip)
        implements Message {

    /** A strategy that leaves nothing out. */
    public StartedStrategy(StrategyDefinition definition, Status status) {
        this(definition, status, null);
    }
}
