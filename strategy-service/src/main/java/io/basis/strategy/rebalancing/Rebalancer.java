package io.basis.strategy.rebalancing;

import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.rebalancing.Situation.Closing;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the action of every family by the same rules, in this order; the first that has something to say decides:
 * a critical risk may only reduce, then an owner's order to close, withdrawals, entry, deposits, deviation.
 */
public final class Rebalancer {

    /** One rule: a verdict, or null to leave it to the next. */
    @FunctionalInterface
    private interface Rule {
        @Nullable
        Verdict on(Situation now);
    }

    private static final List<Rule> RULES = List.of(
            Rebalancer::criticalRisk,
            Rebalancer::ownerCloses,
            Rebalancer::withdrawal,
            Rebalancer::nothingDeployed,
            Rebalancer::deposit,
            Rebalancer::deviation);

    private Rebalancer() {}

    /** The action for this situation. */
    public static Verdict classify(Situation now) {
        for (int i = 0; i < RULES.size(); i++) {
            @Nullable Verdict verdict = RULES.get(i).on(now);
            if (verdict != null) {
                return verdict;
            }
        }
        return Verdict.hold(Reason.WITHIN_THRESHOLD, now.deviation(), now.threshold());
    }

    private static @Nullable Verdict criticalRisk(Situation now) {
        Permission allowed = now.assessment().allowed();
        if (allowed.compareTo(Permission.REDUCE) < 0 || now.acted()) {
            return null;
        }
        RiskReading worst = worst(now.assessment().readings());
        if (!now.strategy().deployed(now.assessment()) && !(allowed == Permission.EXIT && cashAbroad(now))) {
            boolean holdsBack = allowed == Permission.EXIT && now.withdrawal().signum() == 0;
            return holdsBack ? Verdict.hold(Reason.RISK_EXIT, worst.value(), worst.critical()) : null;
        }
        return allowed == Permission.EXIT
                ? Verdict.act(Action.EXIT_FULL, Reason.RISK_EXIT, worst.value(), worst.critical(), Purpose.EXIT)
                : Verdict.act(Action.EXIT_PARTIAL, Reason.RISK_REDUCE, worst.value(), worst.critical(), Purpose.REDUCE);
    }

    private static RiskReading worst(List<RiskReading> readings) {
        for (RiskReading reading : readings) {
            if (reading.level() == RiskLevel.CRITICAL) {
                return reading;
            }
        }
        throw new IllegalStateException("no critical reading behind a restricted permission");
    }

    private static @Nullable Verdict ownerCloses(Situation now) {
        if (now.closing() == Closing.NO) {
            return null;
        }
        Reason reason = now.closing() == Closing.EMERGENCY ? Reason.EMERGENCY : Reason.STOPPED;
        if ((now.strategy().deployed(now.assessment()) || cashAbroad(now)) && !now.acted()) {
            return Verdict.act(Action.EXIT_FULL, reason, 0, 0, Purpose.EXIT);
        }
        return now.withdrawal().signum() > 0 ? null : Verdict.hold(reason, 0, 0);
    }

    /** What free cash cannot pay is freed one to one; the payment itself is not a trade and happens before this. */
    private static @Nullable Verdict withdrawal(Situation now) {
        if (now.withdrawal().signum() == 0 || now.acted()) {
            return null;
        }
        BigDecimal missing = now.withdrawal().subtract(now.freeCash());
        return new Verdict(
                Action.EXIT_PARTIAL,
                Reason.WITHDRAWAL,
                now.withdrawal().doubleValue(),
                now.freeCash().doubleValue(),
                Purpose.RELEASE,
                missing);
    }

    private static @Nullable Verdict nothingDeployed(Situation now) {
        boolean nothing = now.freeCash().signum() == 0 && !cashAbroad(now);
        if (nothing || now.acted() || now.strategy().deployed(now.assessment())) {
            return null;
        }
        double cash = now.freeCash().doubleValue();
        return mayEnter(now)
                ? Verdict.act(Action.ENTRY_FULL, Reason.NOTHING_DEPLOYED, cash, 0, Purpose.ENTER)
                : Verdict.hold(Reason.NOT_ALLOWED, now.deviation(), now.threshold());
    }

    private static @Nullable Verdict deposit(Situation now) {
        if (!now.freshCash() || now.freeCash().signum() == 0 || now.acted()) {
            return null;
        }
        return mayEnter(now)
                ? Verdict.act(
                        Action.ENTRY_PARTIAL, Reason.DEPOSIT, now.freeCash().doubleValue(), 0, Purpose.ENTER)
                : Verdict.hold(Reason.NOT_ALLOWED, now.deviation(), now.threshold());
    }

    private static @Nullable Verdict deviation(Situation now) {
        if (now.deviation() <= now.threshold() || now.acted() || !now.strategy().deployed(now.assessment())) {
            return null;
        }
        boolean more = now.strategy().wantsMore(now.assessment());
        if (more && !mayEnter(now)) {
            return Verdict.hold(Reason.NOT_ALLOWED, now.deviation(), now.threshold());
        }
        return Verdict.act(
                more ? Action.ENTRY_PARTIAL : Action.EXIT_PARTIAL,
                Reason.DEVIATION,
                now.deviation(),
                now.threshold(),
                Purpose.REBALANCE);
    }

    private static boolean cashAbroad(Situation now) {
        return now.strategy().cashAbroad(now.assessment());
    }

    private static boolean mayEnter(Situation now) {
        return now.assessment().allowed() == Permission.TRADE || !now.entryRaisesDelta();
    }
}
