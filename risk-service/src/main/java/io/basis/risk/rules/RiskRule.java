package io.basis.risk.rules;

import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.RiskLimits;
import java.util.List;
import java.util.function.Consumer;

/** One risk: how it is read, and what a critical reading of it takes away. */
enum RiskRule {
    /** Net exposure off its target, judged as an instant begins: within it a plan may stand between two legs. */
    DELTA_DRIFT(RiskType.DELTA_DRIFT, Permission.REDUCE) {
        @Override
        void read(Exposure exposure, int round, RiskMemory memory, RiskLimits limits, Consumer<RiskReading> out) {
            double drift = Math.abs(exposure.drift());
            out.accept(
                    round == 0
                            ? RiskReading.of(type(), null, drift, limits.warning(type()), limits.critical(type()))
                            : new RiskReading(
                                    type(),
                                    null,
                                    drift,
                                    limits.warning(type()),
                                    limits.critical(type()),
                                    RiskLevel.NORMAL));
        }
    },
    /** Margin at each exchange. */
    MARGIN_RATIO(RiskType.MARGIN_RATIO, Permission.REDUCE) {
        @Override
        void read(Exposure exposure, int round, RiskMemory memory, RiskLimits limits, Consumer<RiskReading> out) {
            List<VenueMargin> margins = exposure.margins();
            for (int i = 0; i < margins.size(); i++) {
                VenueMargin margin = margins.get(i);
                out.accept(RiskReading.of(
                        type(), margin.venue(), margin.ratio(), limits.warning(type()), limits.critical(type())));
            }
        }
    },
    /** A move of the price within one interval; it opens the circuit breaker. */
    PRICE_MOVE(RiskType.PRICE_MOVE, Permission.NO_DELTA) {
        @Override
        void read(Exposure exposure, int round, RiskMemory memory, RiskLimits limits, Consumer<RiskReading> out) {
            double limit = limits.breaker().priceMove();
            out.accept(RiskReading.of(type(), null, Math.abs(memory.move), limit, limit));
        }
    },
    /** Fall from the peak of the return curve. */
    DRAWDOWN(RiskType.DRAWDOWN, Permission.EXIT) {
        @Override
        void read(Exposure exposure, int round, RiskMemory memory, RiskLimits limits, Consumer<RiskReading> out) {
            out.accept(RiskReading.of(
                    type(),
                    null,
                    1 - memory.index / memory.peak,
                    limits.maxDrawdown(),
                    limits.breaker().drawdownMultiple() * limits.maxDrawdown()));
        }
    };

    private final RiskType type;
    private final Permission whenCritical;

    RiskRule(RiskType type, Permission whenCritical) {
        this.type = type;
        this.whenCritical = whenCritical;
    }

    RiskType type() {
        return type;
    }

    Permission whenCritical() {
        return whenCritical;
    }

    abstract void read(Exposure exposure, int round, RiskMemory memory, RiskLimits limits, Consumer<RiskReading> out);
}
