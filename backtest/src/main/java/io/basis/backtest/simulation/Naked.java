package io.basis.backtest.simulation;

import io.basis.domain.message.RiskAssessment;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;

/** When a hedged strategy is naked, and for how long it may be. */
final class Naked {

    /** Completed instants in a row. */
    static final int LONGEST = 1000;

    private Naked() {}

    /** True when its delta is off by what is critical, at the end of an instant. */
    static boolean is(StrategyDefinition definition, RiskAssessment assessment) {
        return definition.parameters().limits().enabled().contains(RiskType.DELTA_DRIFT)
                && Math.abs(assessment.exposure().drift())
                        >= definition.parameters().limits().critical(RiskType.DELTA_DRIFT);
    }
}
