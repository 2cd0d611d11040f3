package io.basis.strategy.family;

import io.basis.domain.message.RiskAssessment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Target;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import java.math.BigDecimal;
import java.util.List;

/** A strategy family, made for one definition. It decides nothing: it measures, and says what its plans consist of. */
public interface Strategy {

    /** The family that a definition belongs to. */
    static Strategy of(StrategyDefinition definition) {
        return switch (definition.family()) {
            case LENDING -> new LendingStrategy();
            case BASIS -> new BasisStrategy(definition);
            case STAKING, HEDGED_STAKING, DIRECTIONAL ->
                throw new IllegalArgumentException("no strategy of " + definition.family());
        };
    }

    /** Cash in the wallet that is not deployed, in share-class currency. */
    BigDecimal freeCash(RiskAssessment assessment);

    /** True when any position beyond cash is held. */
    boolean deployed(RiskAssessment assessment);

    /** True when cash lies elsewhere than in the wallet: an exit is not over before it is home. */
    boolean cashAbroad(RiskAssessment assessment);

    /** Distance of what is held from the targets, fraction of equity. */
    double deviation(RiskAssessment assessment);

    /** True when going to the targets would add to the positions. */
    boolean wantsMore(RiskAssessment assessment);

    /** What the family wants to hold at this equity and these prices. */
    List<Target> targets(RiskAssessment assessment);

    /** The steps of a plan. */
    List<Step> steps(Purpose purpose);
}
