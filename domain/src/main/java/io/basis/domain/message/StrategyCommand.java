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

    /**
     * Go on after a halt without the record that could not be processed.
     *
     * @param service that halted
     * @param halt the halt that is meant, so that asking twice skips once: its sequence among those of the service
     * @param reason why the strategy is right without the record; kept for ever
     */
    record Skip(String service, long halt, String reason) implements StrategyCommand {
        public Skip {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a skip needs a reason");
            }
        }
    }
}
