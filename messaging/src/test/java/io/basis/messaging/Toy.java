package io.basis.messaging;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The loop in small: five cores in lock-step, whose digests tell every message they saw, its order, and nothing else.
 *
 * <p>Every third tick trades. A strategy named {@code refused-…} is refused by the risk core at its third tick until it
 * was started once more.
 */
final class Toy {

    static final int TICKS = 6;

    static final Map<String, Service> CHAIN = Map.of(
            "market", new Service(new Market(), Set.of(Topic.STRATEGIES, Topic.TARGET_POSITIONS, Topic.HALTS)),
            "execution", new Service(new Venues(), Set.of(Topic.STRATEGIES, Topic.MARKET_DATA, Topic.ORDERS_SIMULATED)),
            "risk", new Service(new Risk(), Set.of(Topic.STRATEGIES, Topic.MARKET_DATA, Topic.FILLS)),
            "strategy", new Service(new Decider(), Set.of(Topic.COMMANDS, Topic.RISK_ASSESSMENTS, Topic.HALTS)),
            "pnl", new Service(new Pnl(), Set.of(Topic.STRATEGIES, Topic.RISK_ASSESSMENTS, Topic.TARGET_POSITIONS)));

    private static final SeriesLayout SERIES = new SeriesLayout(List.of(SeriesKey.GAS));
    private static final InstrumentKey USDT = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final Positions NOTHING = Positions.none(new PositionLayout(List.of(USDT)));

    private Toy() {}

    record Service(Core<?> core, Set<Topic> reads) {}

    private static Instant tick(int number) {
        return Samples.AT.plus(Duration.ofHours(number));
    }

    private static int number(Instant tick) {
        return (int) Duration.between(Samples.AT, tick).toHours();
    }

    static final class MarketState {
        int released;
        boolean started;
        long halts;
    }

    private static final class Market implements Core<MarketState> {
        @Override
        public MarketState fresh(String strategy) {
            return new MarketState();
        }

        @Override
        public void on(MarketState state, Message message, Output out) {
            if (message instanceof StartedStrategy && !state.started) {
                state.started = true;
                release(state, out);
            } else if (message instanceof TargetPositions decision && decision.instantDone()) {
                if (!decision.at().equals(tick(state.released))) {
                    throw new Refusal("TOY-001", "done with " + decision.at() + " at " + tick(state.released));
                }
                release(state, out);
            } else if (message instanceof StrategyHalt) {
                state.halts++;
            }
        }

        private static void release(MarketState state, Output out) {
            if (state.released < TICKS) {
                state.released++;
                double[] absent = {Double.NaN};
                out.emit(
                        Topic.MARKET_DATA,
                        new MarketSnapshot(
                                tick(state.released),
                                SERIES,
                                new double[] {state.released},
                                absent,
                                absent,
                                new Provenance[] {Provenance.OBSERVED}));
            }
        }
    }

    static final class VenueState {
        BigDecimal balance = BigDecimal.ZERO;
    }

    private static final class Venues implements Core<VenueState> {
        @Override
        public VenueState fresh(String strategy) {
            return new VenueState();
        }

        @Override
        public void on(VenueState state, Message message, Output out) {
            if (message instanceof MarketSnapshot market) {
                out.emit(Topic.FILLS, new VenueReport(market.at(), 0, List.of()));
            } else if (message instanceof OrderGroup group) {
                List<AccountEvent> events = new ArrayList<>();
                for (Order order : group.orders()) {
                    BigDecimal amount = ((Order.Deposit) order).amount();
                    state.balance = state.balance.add(amount);
                    events.add(new AccountEvent.Deposited(USDT, amount));
                }
                out.emit(Topic.FILLS, new VenueReport(group.at(), group.number(), events));
            }
        }
    }

    static final class RiskState {
        int starts;

        @Nullable
        MarketSnapshot market;

        @Nullable
        VenueReport early;

        BigDecimal balance = BigDecimal.ZERO;
        long digest;
        int round;
        int half;
        String strategy = "";
    }

    private static final class Risk implements Core<RiskState> {
        @Override
        public RiskState fresh(String strategy) {
            RiskState state = new RiskState();
            state.strategy = strategy;
            return state;
        }

        @Override
        public void on(RiskState state, Message message, Output out) {
            switch (message) {
                case StartedStrategy started -> state.starts += started.status() == Status.RUNNING ? 1 : 0;
                case MarketSnapshot market -> {
                    state.half++; // what a refusal must undo
                    if (state.strategy.startsWith("refused") && number(market.at()) == 3 && state.starts < 2) {
                        throw new Refusal("TOY-003", "tick 3");
                    }
                    state.half--;
                    state.market = market;
                    state.round = 0;
                    VenueReport early = state.early;
                    state.early = null;
                    if (early != null) {
                        assess(state, early, out);
                    }
                }
                case VenueReport report -> {
                    if (state.market == null || report.at().isAfter(state.market.at())) {
                        state.early = report;
                    } else {
                        assess(state, report, out);
                    }
                }
                default -> throw new IllegalArgumentException(message.toString());
            }
        }

        private static void assess(RiskState state, VenueReport report, Output out) {
            MarketSnapshot market = java.util.Objects.requireNonNull(state.market);
            if (!report.at().equals(market.at())) {
                throw new Refusal("TOY-002", "report of " + report.at() + " at " + market.at());
            }
            for (AccountEvent event : report.events()) {
                state.balance = state.balance.add(((AccountEvent.Deposited) event).amount());
            }
            state.digest = 31 * state.digest + 7L * number(report.at()) + report.group();
            out.emit(
                    Topic.RISK_ASSESSMENTS,
                    new RiskAssessment(
                            state.round++,
                            report.group(),
                            market,
                            report.events(),
                            NOTHING,
                            new Exposure(
                                    state.balance.doubleValue(),
                                    state.balance.doubleValue(),
                                    1,
                                    List.of(),
                                    state.digest,
                                    List.of(),
                                    null),
                            List.of(),
                            Permission.TRADE,
                            null,
                            state.digest,
                            0));
        }
    }

    static final class DeciderState {
        @Nullable
        StrategyDefinition definition;

        Status status = Status.RUNNING;
        long group;
        long digest;
    }

    private static final class Decider implements Core<DeciderState> {
        @Override
        public DeciderState fresh(String strategy) {
            return new DeciderState();
        }

        @Override
        public void on(DeciderState state, Message message, Output out) {
            switch (message) {
                case StrategyCommand.Start start -> {
                    state.definition = start.definition();
                    become(state, Status.RUNNING, out);
                }
                case StrategyHalt halt -> become(state, Status.HALTED, out);
                case StrategyCommand.Resume resume -> become(state, Status.RUNNING, out);
                case RiskAssessment assessment -> decide(state, assessment, out);
                default -> throw new IllegalArgumentException(message.toString());
            }
        }

        private static void become(DeciderState state, Status status, Output out) {
            state.status = status;
            out.emit(Topic.STRATEGIES, new StartedStrategy(java.util.Objects.requireNonNull(state.definition), status));
        }

        private static void decide(DeciderState state, RiskAssessment assessment, Output out) {
            state.digest = 31 * state.digest + assessment.snapshots();
            boolean trade = number(assessment.at()) % 3 == 0 && assessment.round() == 0;
            if (trade) {
                state.group++;
                out.emit(
                        Topic.ORDERS_SIMULATED,
                        new OrderGroup(
                                assessment.at(),
                                state.group,
                                OrderGroup.Execution.PARALLEL,
                                1,
                                1,
                                List.of(new Order.Deposit(
                                        USDT, BigDecimal.valueOf(assessment.at().getEpochSecond())))));
            }
            out.emit(
                    Topic.TARGET_POSITIONS,
                    new TargetPositions(
                            assessment.at(),
                            assessment.round(),
                            Action.HOLD,
                            List.of(),
                            0,
                            Reason.WITHIN_THRESHOLD,
                            Double.NaN,
                            0,
                            trade ? state.group : 0,
                            null,
                            !trade));
        }
    }

    static final class PnlState {
        long assessments;
        long decisions;
        int done;
    }

    private static final class Pnl implements Core<PnlState> {
        @Override
        public PnlState fresh(String strategy) {
            return new PnlState();
        }

        @Override
        public void on(PnlState state, Message message, Output out) {
            if (message instanceof RiskAssessment assessment) {
                state.assessments = 31 * state.assessments + assessment.snapshots();
                double equity = assessment.exposure().equity();
                out.emit(
                        Topic.PNL,
                        new PnlReport(
                                assessment.at(),
                                assessment.round(),
                                equity,
                                equity,
                                equity,
                                state.assessments,
                                Attribution.NONE,
                                0,
                                1,
                                1));
            } else if (message instanceof TargetPositions decision) {
                state.decisions = 31 * state.decisions + number(decision.at()) + decision.group();
                state.done += decision.instantDone() ? 1 : 0;
            }
        }
    }
}
