package io.basis.risk.rules;

import io.basis.domain.exposure.Exposure;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads every enabled risk and concludes what is still allowed: the least that any critical reading leaves. */
public final class RiskMonitor {

    private static final RiskRule[] RULES = RiskRule.values();

    private RiskMonitor() {}

    /**
     * What the risks leave, and the reading that says so.
     *
     * @param acting null where nothing is taken away
     */
    public record Verdict(Permission allowed, @Nullable RiskReading acting) {}

    /**
     * Carries the return curve on.
     *
     * @param equity equity now, in the currency of the curve
     * @param flow what owners added (or took, negative) since the previous assessment, in the same currency
     */
    public static void follow(RiskMemory memory, double equity, double flow) {
        if (memory.equity > 0) {
            memory.index *= (equity - flow) / memory.equity;
            memory.peak = Math.max(memory.peak, memory.index);
        }
        memory.equity = equity;
    }

    /** One reading per enabled risk (per venue where it is a venue's). */
    public static List<RiskReading> read(
            StrategyDefinition definition, Exposure exposure, int round, RiskMemory memory) {
        List<RiskReading> readings =
                new ArrayList<>(RULES.length + 2 * exposure.margins().size());
        RiskRule.Reading on = new RiskRule.Reading(definition, exposure, round, memory, readings);
        for (RiskRule rule : RULES) {
            if (on.limits.thresholds().containsKey(rule.type())) {
                rule.read(on);
            }
        }
        return readings;
    }

    /** What these readings and the circuit breaker leave; of several that leave the same the first acts. */
    public static Verdict allowed(List<RiskReading> readings, RiskMemory memory) {
        Permission allowed = Permission.TRADE;
        @Nullable RiskReading acting = null;
        for (int i = 0; i < readings.size(); i++) {
            RiskReading reading = readings.get(i);
            boolean breaks = reading.type() == RiskType.PRICE_MOVE && memory.breakerLeft > 0;
            if (breaks || reading.level() == RiskLevel.CRITICAL) {
                Permission left = rule(reading).whenCritical();
                if (left.compareTo(allowed) > 0) {
                    allowed = left;
                    acting = reading;
                }
            }
        }
        return new Verdict(allowed, acting);
    }

    private static RiskRule rule(RiskReading reading) {
        for (RiskRule rule : RULES) {
            if (rule.type() == reading.type()) {
                return rule;
            }
        }
        throw new IllegalStateException("no rule for " + reading.type());
    }
}
