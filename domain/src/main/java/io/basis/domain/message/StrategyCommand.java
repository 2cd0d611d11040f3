package io.basis.domain.message;

import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.List;

/** What an owner or operator asks of a strategy; the only way in from outside the loop. */
public sealed interface StrategyCommand extends Message {

    /** Begin, with the flows that are known beforehand. */
    record Start(StrategyDefinition definition, List<Flow> flows) implements StrategyCommand {
        public Start {
            flows = List.copyOf(flows);
        }
    }

    /** Add or take out money. */
    record RequestFlow(Flow flow) implements StrategyCommand {}

    /** Close everything and stay closed. */
    record Stop() implements StrategyCommand {}

    /** Close everything now, even when halted. */
    record EmergencyExit() implements StrategyCommand {}

    /** Go on after a halt or a stop. */
    record Resume() implements StrategyCommand {}
}
