package io.basis.strategy.rebalancing;

import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.rebalancing.Situation.Closing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the action of every family by the same rules, in this order; the first that has something to say decides:
 * a critical risk may only reduce, then an owner's order to close, withdrawals, entry, deposits, what the family wants to
 * adjust, reward tokens.
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
            Rebalancer::adjustment,
            Rebalancer::dust);

    private Rebalancer() {}

    /** The action for this situation. */
    public static Verdict classify(Situation now) {
        for (int i = 0; i < RULES.size(); i++) {
            @Nullable Verdict verdict = RULES.get(i).on(now);
            if (verdict != null) {
                return verdict;
            }
        }
        return now.withdrawal().signum() > 0 && now.coming().signum() > 0
                ? Verdict.hold(Reason.UNSTAKING, now.coming().doubleValue(), 0)
                : Verdict.hold(Reason.WITHIN_THRESHOLD, now.deviation(), now.threshold());
    }

    private static @Nullable Verdict criticalRisk(Situation now) {
        Permission allowed = now.assessment().allowed();
        if (allowed.compareTo(Permission.REDUCE) < 0 || now.acted()) {
            return null;
        }
        RiskReading acting = Objects.requireNonNull(now.assessment().acting(), "a restricted permission has a reading");
        if (!deployed(now) && !(allowed == Permission.EXIT && cashAbroad(now))) {
            boolean holdsBack = allowed == Permission.EXIT && now.withdrawal().signum() == 0;
            return holdsBack ? Verdict.hold(Reason.RISK_EXIT, acting.value(), acting.critical()) : null;
        }
        return allowed == Permission.EXIT
                ? Verdict.act(Action.EXIT_FULL, Reason.RISK_EXIT, acting.value(), acting.critical(), Purpose.EXIT)
                : Verdict.act(
                        Action.EXIT_PARTIAL, Reason.RISK_REDUCE, acting.value(), acting.critical(), Purpose.REDUCE);
    }

    private static @Nullable Verdict ownerCloses(Situation now) {
        if (now.closing() == Closing.NO) {
            return null;
        }
        Reason reason = now.closing() == Closing.EMERGENCY ? Reason.EMERGENCY : Reason.STOPPED;
        if ((deployed(now) || cashAbroad(now)) && !now.acted()) {
            return Verdict.act(Action.EXIT_FULL, reason, 0, 0, Purpose.EXIT);
        }
        return now.withdrawal().signum() > 0 ? null : Verdict.hold(reason, 0, 0);
    }

    /** What free cash cannot pay is freed one to one; the payment itself is not a trade and happens before this. */
    private static @Nullable Verdict withdrawal(Situation now) {
        BigDecimal missing = now.withdrawal().subtract(now.freeCash()).subtract(now.coming());
        if (missing.signum() <= 0 || now.acted()) {
            return null;
        }
        boolean ends = now.strategy().endsWith(now.assessment(), now.withdrawal());
        Action action = ends ? Action.EXIT_FULL : Action.EXIT_PARTIAL;
        return new Verdict(
                action,
                Reason.WITHDRAWAL,
                now.withdrawal().doubleValue(),
                now.freeCash().doubleValue(),
                Plan.begin(ends ? Purpose.EXIT : Purpose.RELEASE, action, now.withdrawal(), now.urgent()));
    }

    private static @Nullable Verdict nothingDeployed(Situation now) {
        boolean nothing = now.freeCash().signum() == 0 && !cashAbroad(now);
        if (nothing
                || now.acted()
                || deployed(now)
                || now.withdrawal().signum() > 0
                || !now.strategy().wantsEntry(now.assessment())) {
            return null;
        }
        double cash = now.freeCash().doubleValue();
        return mayAdd(now)
                ? Verdict.act(Action.ENTRY_FULL, Reason.NOTHING_DEPLOYED, cash, 0, Purpose.ENTER)
                : Verdict.hold(Reason.NOT_ALLOWED, now.deviation(), now.threshold());
    }

    private static @Nullable Verdict deposit(Situation now) {
        if (!now.freshCash()
                || now.freeCash().signum() == 0
                || now.acted()
                || now.withdrawal().signum() > 0
                || !now.strategy().wantsEntry(now.assessment())) {
            return null;
        }
        return mayAdd(now)
                ? Verdict.act(
                        Action.ENTRY_PARTIAL, Reason.DEPOSIT, now.freeCash().doubleValue(), 0, Purpose.ENTER)
                : Verdict.hold(Reason.NOT_ALLOWED, now.deviation(), now.threshold());
    }

    private static @Nullable Verdict adjustment(Situation now) {
        if (now.acted() || !deployed(now)) {
            return null;
        }
        @Nullable Adjustment wanted = now.strategy().adjustment(now);
        if (wanted == null) {
            return null;
        }
        boolean held = wanted.adds() && (!mayAdd(now) || now.withdrawal().signum() > 0);
        return held ? Verdict.hold(Reason.NOT_ALLOWED, wanted.value(), wanted.limit()) : Verdict.act(wanted);
    }

    private static @Nullable Verdict dust(Situation now) {
        @Nullable Adjustment wanted = now.acted() ? null : now.strategy().dust(now.assessment());
        return wanted == null ? null : Verdict.act(wanted);
    }

    private static boolean deployed(Situation now) {
        return now.strategy().deployed(now.assessment());
    }

    private static boolean cashAbroad(Situation now) {
        return now.strategy().cashAbroad(now.assessment());
    }

    private static boolean mayAdd(Situation now) {
        return switch (now.assessment().allowed()) {
            case TRADE -> true;
            case NO_DELTA -> !now.entryRaisesDelta();
            case NO_ENTRY, REDUCE, EXIT -> false;
        };
    }
}
