package io.basis.backtest.run;

import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.List;

/** A backtest to be run: a strategy, and the money that its owner adds and takes on the way. */
public record RunRequest(StrategyDefinition definition, List<Flow> flows) {
    public RunRequest {
        flows = List.copyOf(flows);
    }
}
