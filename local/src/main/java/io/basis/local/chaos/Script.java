package io.basis.local.chaos;

import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.List;

/**
 * A strategy that is to run, the money that comes and goes on its way, and what becomes of it when nothing disturbs it.
 *
 * @param expected the end of the same run on the direct bus
 */
record Script(StrategyDefinition definition, List<Flow> flows, End expected) {
    Script {
        flows = List.copyOf(flows);
    }

    String strategy() {
        return definition.strategy();
    }

    /**
     * How a run ended.
     *
     * @param ledgerHash fingerprint of all that happened to its accounts
     * @param instants how many instants it went through
     * @param groups how many order groups it sent
     * @param equity its last equity
     */
    record End(String ledgerHash, int instants, int groups, double equity) {}
}
