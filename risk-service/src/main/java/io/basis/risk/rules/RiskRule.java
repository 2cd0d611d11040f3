package io.basis.risk.rules;

import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Venue;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One risk: how it is read, and what a critical reading of it takes away. */
enum RiskRule {
    /** Net exposure off its target, judged as an instant begins: within it a plan may stand between two legs. */
    DELTA_DRIFT(RiskType.DELTA_DRIFT, Permission.REDUCE) {
        @Override
        void read(Reading on) {
            double drift = Math.abs(on.exposure.drift());
            if (on.round == 0) {
                on.add(type(), null, drift);
            } else {
                on.addNormal(type(), drift);
            }
        }
    },
    /** Margin at each exchange. */
    MARGIN_RATIO(RiskType.MARGIN_RATIO, Permission.REDUCE) {
        @Override
        void read(Reading on) {
            List<VenueMargin> margins = on.exposure.margins();
            for (int i = 0; i < margins.size(); i++) {
                on.add(type(), margins.get(i).venue(), margins.get(i).ratio());
            }
        }
    },
    /** How far the price may move before an exchange liquidates. */
    LIQUIDATION_DISTANCE(RiskType.LIQUIDATION_DISTANCE, Permission.REDUCE) {
        @Override
        void read(Reading on) {
            List<VenueMargin> margins = on.exposure.margins();
            for (int i = 0; i < margins.size(); i++) {
                VenueMargin margin = margins.get(i);
                on.add(type(), margin.venue(), margin.distanceTo(on.limits.maintenanceMargin(), on.haircut));
            }
        }
    },
    /** How far the loan is from liquidation. */
    HEALTH_FACTOR(RiskType.HEALTH_FACTOR, Permission.REDUCE) {
        @Override
        void read(Reading on) {
            @Nullable Loan loan = on.exposure.loan();
            on.add(type(), null, loan == null ? Double.NaN : loan.healthFactor());
        }
    },
    /** How much of its collateral the loan takes up. */
    LTV(RiskType.LTV, Permission.REDUCE) {
        @Override
        void read(Reading on) {
            @Nullable Loan loan = on.exposure.loan();
            on.add(type(), null, loan == null ? Double.NaN : loan.ltv());
        }
    },
    /** What shorts earned of late; below its limit nothing is added to them. */
    FUNDING(RiskType.FUNDING, Permission.NO_ENTRY) {
        @Override
        void read(Reading on) {
            double[] rates = on.memory.funding;
            double sum = 0;
            for (double rate : rates) {
                sum += rate;
            }
            on.add(type(), null, rates.length == 0 ? Double.NaN : sum / rates.length * SETTLEMENTS_PER_YEAR);
        }
    },
    /** What leaving at the market instead of at the protocol rate would lose. */
    EXIT_COST(RiskType.EXIT_COST, Permission.NO_ENTRY) {
        @Override
        void read(Reading on) {
            Exposure exposure = on.exposure;
            double lost = exposure.equityUsdt() - exposure.marketEquityUsdt();
            on.add(type(), null, exposure.equityUsdt() > 0 ? lost / exposure.equityUsdt() : Double.NaN);
        }
    },
    /** How long leaving at the protocol rate takes. */
    EXIT_DAYS(RiskType.EXIT_DAYS, Permission.NO_ENTRY) {
        @Override
        void read(Reading on) {
            on.add(type(), null, on.queueDays);
        }
    },
    /** The market's distrust of the staked token: adding to it is stopped, selling it cheaply is not forced. */
    DEPEG(RiskType.DEPEG, Permission.NO_ENTRY) {
        @Override
        void read(Reading on) {
            on.add(type(), null, on.memory.discount);
        }
    },
    /** A loss of the protocol itself. */
    SLASHING(RiskType.SLASHING, Permission.NO_ENTRY) {
        @Override
        void read(Reading on) {
            on.add(type(), null, 1 - on.memory.rate / on.memory.peakRate);
        }
    },
    /** How much the price moves. */
    VOLATILITY(RiskType.VOLATILITY, Permission.NO_ENTRY) {
        @Override
        void read(Reading on) {
            on.add(type(), null, Math.sqrt(on.memory.variance));
        }
    },
    /** Prices that are no longer known. */
    STALE_FEED(RiskType.STALE_FEED, Permission.NO_ENTRY) {
        @Override
        void read(Reading on) {
            on.add(type(), null, on.memory.staleFor);
        }
    },
    /** A move of the price within one interval; it opens the circuit breaker. */
    PRICE_MOVE(RiskType.PRICE_MOVE, Permission.NO_DELTA) {
        @Override
        void read(Reading on) {
            on.add(type(), null, Math.abs(on.memory.move));
        }
    },
    /** Fall from the peak of the return curve. */
    DRAWDOWN(RiskType.DRAWDOWN, Permission.EXIT) {
        @Override
        void read(Reading on) {
            on.add(type(), null, 1 - on.memory.index / on.memory.peak);
        }
    };

    private static final double SETTLEMENTS_PER_YEAR = 3 * 365;

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

    abstract void read(Reading on);

    /** What the rules read from at one assessment, and where their readings go. */
    static final class Reading {

        final Exposure exposure;
        final int round;
        final RiskMemory memory;
        final RiskLimits limits;
        final double haircut;
        final double queueDays;
        private final List<RiskReading> readings;

        Reading(
                StrategyDefinition definition,
                Exposure exposure,
                int round,
                RiskMemory memory,
                List<RiskReading> readings) {
            this.exposure = exposure;
            this.round = round;
            this.memory = memory;
            limits = definition.parameters().limits();
            haircut = definition.parameters().collateralHaircut().doubleValue();
            queueDays = definition.parameters().staking() == null
                    ? Double.NaN
                    : definition.parameters().staking().queue().toHours() / 24.0;
            this.readings = readings;
        }

        void add(RiskType type, @Nullable Venue venue, double value) {
            readings.add(RiskReading.of(type, venue, value, limits.warning(type), limits.critical(type)));
        }

        void addNormal(RiskType type, double value) {
            readings.add(
                    new RiskReading(type, null, value, limits.warning(type), limits.critical(type), RiskLevel.NORMAL));
        }
    }
}
