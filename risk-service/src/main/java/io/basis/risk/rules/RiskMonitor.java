package io.basis.risk.rules;

import io.basis.domain.exposure.Exposure;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.strategy.RiskLimits;
import java.util.ArrayList;
import java.util.List;

/** Reads every enabled risk and concludes what is still allowed: the least that any critical reading leaves. */
public final class RiskMonitor {

    private static final RiskRule[] RULES = RiskRule.values();

    private RiskMonitor() {}

    /** A new instant begins: the price move since the last one may open the circuit breaker. */
    public static void beginInstant(RiskMemory memory, double price, RiskLimits limits) {
        memory.move = price / memory.price - 1;
        memory.price = price;
        if (Math.abs(memory.move) >= limits.breaker().priceMove()) {
            memory.breakerLeft = limits.breaker().intervals();
        } else if (memory.breakerLeft > 0) {
            memory.breakerLeft--;
        }
    }

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
    public static List<RiskReading> read(Exposure exposure, int round, RiskMemory memory, RiskLimits limits) {
        List<RiskReading> readings =
                new ArrayList<>(RULES.length + exposure.margins().size());
        for (RiskRule rule : RULES) {
            if (limits.enabled().contains(rule.type())) {
                rule.read(exposure, round, memory, limits, readings::add);
            }
        }
        return readings;
    }

    /** What these readings and the circuit breaker leave. */
    public static Permission allowed(List<RiskReading> readings, RiskMemory memory) {
        Permission allowed = memory.breakerLeft > 0 ? Permission.NO_DELTA : Permission.TRADE;
        for (int i = 0; i < readings.size(); i++) {
            RiskReading reading = readings.get(i);
            if (reading.level() == RiskLevel.CRITICAL) {
                Permission left = rule(reading).whenCritical();
                allowed = left.compareTo(allowed) > 0 ? left : allowed;
            }
        }
        return allowed;
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
