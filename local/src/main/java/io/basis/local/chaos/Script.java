package io.basis.local.chaos;

import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.List;
import java.util.Set;

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

    /** True where the venues are part of the loop, so that every byte of the ledger is determined. */
    boolean insideTheLoop() {
        return !definition.environment().routed();
    }

    /**
     * How a run ended.
     *
     * @param ledgerHash fingerprint of all that happened to its accounts
     * @param instants how many instants it went through
     * @param groups how many order groups it sent
     * @param equity its last equity
     * @param settled flows that were paid or rejected; the others are still on their way
     */
    record End(String ledgerHash, int instants, int groups, double equity, Set<String> settled) {
        End {
            settled = Set.copyOf(settled);
        }

        /**
         * Whether another run of the same ended the same.
         *
         * @param toTheByte false where venues outside the loop name and order their reports in their own way
         */
        boolean same(End other, boolean toTheByte) {
            return (!toTheByte || ledgerHash.equals(other.ledgerHash))
                    && instants == other.instants
                    && groups == other.groups
                    && equity == other.equity
                    && settled.equals(other.settled);
        }
    }
}
