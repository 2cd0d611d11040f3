package io.basis.strategy.family;

import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Target;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import io.basis.strategy.rebalancing.Adjustment;
import io.basis.strategy.rebalancing.Situation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A strategy family, made for one definition. It decides nothing: it measures, and says what its plans consist of. */
public interface Strategy {

    /** The family that a definition belongs to. */
    static Strategy of(StrategyDefinition definition) {
        return switch (definition.family()) {
            case LENDING -> new LendingStrategy();
            case BASIS -> new BasisStrategy(definition);
            case STAKING -> new StakingStrategy(definition);
            case HEDGED_STAKING -> new HedgedStakingStrategy(definition);
            case DIRECTIONAL -> new DirectionalStrategy(definition);
        };
    }

    /** Where capital and deposits arrive. */
    InstrumentKey landing();

    /** Where withdrawals are paid from. */
    InstrumentKey purse();

    /** Cash in the purse that is not deployed, in share-class currency. */
    BigDecimal freeCash(RiskAssessment now);

    /** Cash that will be free without anything more being done, in share-class currency. */
    default BigDecimal coming(RiskAssessment now) {
        return BigDecimal.ZERO;
    }

    /** True when any position beyond cash is held. */
    boolean deployed(RiskAssessment now);

    /** True when cash lies elsewhere than in the purse: an exit is not over before it is home. */
    boolean cashAbroad(RiskAssessment now);

    /** True when free cash is to be deployed. */
    default boolean wantsEntry(RiskAssessment now) {
        return true;
    }

    /** True when so little would stay after a withdrawal, in share-class currency, that everything is closed for it. */
    default boolean endsWith(RiskAssessment now, BigDecimal withdrawal) {
        return false;
    }

    /** Distance of what is held from the targets, fraction of equity. */
    double deviation(RiskAssessment now);

    /** Deviation that is borne, fraction of equity. */
    double threshold();

    /** What is to be changed of what is held, or null. */
    @Nullable
    Adjustment adjustment(Situation now);

    /** The sale of reward tokens, or null while there are too few. */
    default @Nullable Adjustment dust(RiskAssessment now) {
        return null;
    }

    /** True while leverage costs more than leaving it would. */
    default boolean carryLost(RiskAssessment now) {
        return false;
    }

    /** What the family wants to hold at this equity and these prices. */
    List<Target> targets(RiskAssessment now);

    /** The steps of a plan. */
    List<Step> steps(Purpose purpose);
}
