package io.basis.domain.message;

import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The latest word on a strategy: its definition and where it stands.
 *
 * @param attention why it needs attention and what is open, one line; null unless it does
 * @param skip what the service that it names leaves out as the strategy goes on; null when it goes on with everything
 */
public record StartedStrategy(
        StrategyDefinition definition,
        Status status,
        @Nullable String attention,
        StrategyCommand.@Nullable Skip skip) implements Message {

    /** Code under which a strategy that needs attention is shown, as a refusal would be. */
    public static final String ATTENTION = "ORD-001";

    /** One that needs no attention and leaves nothing out. */
    public StartedStrategy(StrategyDefinition definition, Status status) {
        this(definition, status, null, null);
    }
}
