package io.basis.backtest.run;

import io.basis.domain.core.Refusal;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.strategy.Status;

/** Nobody looks after a backtest: one that needs attention has no result, and ends as a halted one does. */
public final class AttentionNeeded {

    private AttentionNeeded() {}

    /** @throws Refusal when this says that the strategy needs attention */
    public static void refuse(StartedStrategy started) {
        if (started.status() == Status.NEEDS_ATTENTION) {
            throw new Refusal(
                    StartedStrategy.ATTENTION,
                    started.definition().mode() + " needs attention: " + started.attention());
        }
    }
}
