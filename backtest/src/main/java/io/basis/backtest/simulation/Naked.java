package io.basis.backtest.simulation;

import io.basis.domain.message.RiskAssessment;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;

/**
 * When a hedged strategy is naked, and for how long it may be: not at the end of any instant, and for one where venues
 * refuse orders, because an order against exposure that was there before is sent again once and then the next instant
 * reduces.
 *
 * <p>Long and short legs go out in one group, all groups of a plan within one instant, and what moves the delta between
 * two instants is mended at the first assessment that shows it. Where a scenario takes that away (a venue that rejects
 * or is frozen, a transfer that is stuck) there is no such limit, and none is checked.
 */
final class Naked {

    private Naked() {}

    /** Completed instants in a row. */
    static int longest(StrategyDefinition definition) {
        return definition.environment().routed() ? 1 : 0;
    }

    /** True when the facts let the strategy mend its delta. */
    static boolean limited(StrategyDefinition definition) {
        return definition.hedged() && definition.scenario() == null;
    }

    /** True when its delta is off by what is critical, at the end of an instant. */
    static boolean is(StrategyDefinition definition, RiskAssessment assessment) {
        return definition.parameters().limits().enabled().contains(RiskType.DELTA_DRIFT)
                && Math.abs(assessment.exposure().drift())
                        >= definition.parameters().limits().critical(RiskType.DELTA_DRIFT);
    }
}
