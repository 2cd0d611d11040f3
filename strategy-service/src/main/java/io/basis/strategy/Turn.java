package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Accepted;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.core.Output;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.Route;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.order.RejectReason;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.strategy.family.Strategy;
import io.basis.strategy.plan.Orders;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Step;
import io.basis.strategy.rebalancing.Rebalancer;
import io.basis.strategy.rebalancing.Situation;
import io.basis.strategy.rebalancing.Situation.Closing;
import io.basis.strategy.rebalancing.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One assessment being answered: go on with the plan, book what is due, pay what is owed, or classify the action.
 *
 * <p>Whatever is decided says so in one decision; a group of orders goes with it, or the instant is done.
 */
record Turn(StrategyState state, RiskAssessment now, Strategy strategy, Output out) {

    private static final InstrumentKey GAS_WALLET = InstrumentKey.token(Venue.WALLET, Asset.ETH);

    void take() {
        followCarry();
        @Nullable Rejected refused = follow(now.events());
        if (refused != null && !state.refused(refused)) {
            done(
                    Reason.ORDER_REFUSED,
                    (double) refused.order().group(),
                    refused.order().index());
        } else if (!state.working.isEmpty()) {
            done(Reason.ORDER_WORKING, state.working.size(), 0);
        } else if (inTransit() && !closesNow() && !criticalBesidesDelta()) {
            done(Reason.IN_TRANSIT, amountInTransit(), 0);
        } else if (!continued() && !booked() && !paid()) {
            classify();
        }
    }

    /** Remembers since when leverage has cost more than leaving it would. */
    private void followCarry() {
        if (!strategy.carryLost(now)) {
            state.carryLostSince = null;
        } else if (state.carryLostSince == null) {
            state.carryLostSince = now.at();
        }
    }

    /** Takes note of orders that venues work or have finished; the first that was refused for a passing reason. */
    private @Nullable Rejected follow(List<AccountEvent> events) {
        @Nullable Rejected refused = null;
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case Accepted e -> state.working.add(e.order());
                case Adopted e -> {
                    // What was there before the strategy was is its capital.
                    state.capitalBooked = true;
                    state.freshCash = true;
                }
                case SpotFilled e -> state.working.remove(e.order());
                case PerpFilled e -> state.working.remove(e.order());
                case Rejected e -> {
                    state.working.remove(e.order());
                    boolean says = refused == null || refused.reason() == RejectReason.GROUP_FAILED;
                    refused = says ? e : refused;
                }
                default -> {
                    // Says nothing of an order that is worked.
                }
            }
        }
        return refused;
    }

    /**
     * A critical risk, or an owner who closes, abandons a plan that adds to positions; the plan's own way through delta
     * does not.
     */
    private boolean continued() {
        Plan plan = state.plan;
        if (plan == null) {
            return false;
        }
        boolean unwanted = state.closing != Closing.NO || criticalBesidesDelta();
        if (unwanted && !plan.purpose().reduces()) {
            state.plan = null;
            return false;
        }
        return proceed(plan, plan.action(), Reason.PLAN, plan.next(), 0);
    }

    private boolean criticalBesidesDelta() {
        if (now.allowed().compareTo(Permission.REDUCE) < 0) {
            return false;
        }
        List<RiskReading> readings = now.readings();
        for (int i = 0; i < readings.size(); i++) {
            RiskReading reading = readings.get(i);
            if (reading.level() == RiskLevel.CRITICAL && demandsReduction(reading.type())) {
                return true;
            }
        }
        return false;
    }

    private static boolean demandsReduction(RiskType type) {
        return switch (type) {
            case MARGIN_RATIO, LIQUIDATION_DISTANCE, HEALTH_FACTOR, LTV, DRAWDOWN -> true;
            case DELTA_DRIFT, FUNDING, EXIT_COST, EXIT_DAYS, DEPEG, SLASHING, VOLATILITY, STALE_FEED, PRICE_MOVE ->
                false;
        };
    }

    /** Sends the next group of the plan that has orders; false when none is left. */
    private boolean proceed(Plan plan, Action action, Reason reason, double value, double limit) {
        List<Step> steps = strategy.steps(plan.purpose());
        for (Plan at = plan; at.next() < steps.size(); at = at.advanced()) {
            Orders orders = steps.get(at.next()).orders(now, at);
            if (!orders.isEmpty()) {
                state.plan = orders.again() ? at : at.advanced();
                state.targets = strategy.targets(now);
                send(orders.execution(), orders.orders());
                decide(action, reason, value, limit, null, false);
                return true;
            }
        }
        state.plan = null;
        return false;
    }

    /** Books the starting capital and the flows that are due: deposits arrive, withdrawals are taken up. */
    private boolean booked() {
        if (!state.capitalBooked) {
            state.capitalBooked = true;
            return deposit(definition().capital(), null);
        }
        while (!state.flows.isEmpty() && !state.flows.getFirst().at().isAfter(now.at())) {
            Flow flow = state.flows.removeFirst();
            switch (flow.type()) {
                case DEPOSIT -> {
                    return deposit(flow.amount(), flow.id());
                }
                case WITHDRAWAL -> {
                    double equity = now.exposure().equity();
                    double asked = flow.amount().doubleValue() + owed().doubleValue();
                    if (asked > equity) {
                        decide(Action.HOLD, Reason.WITHDRAWAL_REJECTED, asked, equity, flow.id(), false);
                    } else {
                        state.withdrawals.add(flow);
                    }
                }
            }
        }
        return false;
    }

    private BigDecimal owed() {
        return state.withdrawals.stream().map(Flow::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Deposits are split so that the wallet's gas float is full again. */
    private boolean deposit(BigDecimal amount, @Nullable String flow) {
        state.freshCash = true;
        send(Execution.PARALLEL, splitForGas(amount));
        decide(Action.HOLD, Reason.FLOW_BOOKED, amount.doubleValue(), 0, flow, false);
        return true;
    }

    private List<Order> splitForGas(BigDecimal amount) {
        Asset share = definition().shareClass();
        BigDecimal missing = definition()
                .parameters()
                .gasFloat()
                .subtract(now.positions().quantity(GAS_WALLET))
                .max(BigDecimal.ZERO);
        List<Order> deposits = new ArrayList<>();
        BigDecimal rest = amount;
        if (!strategy.landing().equals(GAS_WALLET) && missing.signum() > 0) {
            BigDecimal inShare = Decimals.halfEven(missing.multiply(ethPriceInShare()), share);
            if (inShare.compareTo(amount) < 0) {
                deposits.add(new Deposit(GAS_WALLET, missing));
                rest = amount.subtract(inShare);
            }
        }
        deposits.add(new Deposit(strategy.landing(), landed(rest)));
        return deposits;
    }

    /** An amount of the share currency in the asset that arrives. */
    private BigDecimal landed(BigDecimal amount) {
        Asset asset = Instruments.asset(strategy.landing());
        return asset == definition().shareClass()
                ? amount
                : Decimals.down(amount.multiply(Decimals.observed(now.exposure().sharePrice())), asset);
    }

    private BigDecimal ethPriceInShare() {
        double eth = now.market().value(now.market().layout().price(SeriesKey.spot(Venue.BINANCE, Asset.ETH)));
        return Decimals.observed(eth / now.exposure().sharePrice());
    }

    /** Pays the oldest withdrawal once the wallet has it, or all there is once nothing more can be freed. */
    private boolean paid() {
        if (state.withdrawals.isEmpty()) {
            return false;
        }
        Flow flow = state.withdrawals.getFirst();
        BigDecimal free = strategy.freeCash(now);
        boolean nothingLeft = !strategy.deployed(now)
                && !strategy.cashAbroad(now)
                && strategy.coming(now).signum() == 0
                && free.signum() > 0;
        if (free.compareTo(flow.amount()) < 0 && !nothingLeft) {
            return false;
        }
        state.withdrawals.removeFirst();
        BigDecimal amount = free.min(flow.amount());
        send(Execution.PARALLEL, List.of(new Withdrawal(strategy.purse(), amount, flow.id())));
        decide(Action.HOLD, Reason.WITHDRAWAL_PAID, amount.doubleValue(), 0, flow.id(), false);
        return true;
    }

    private void classify() {
        @Nullable Flow owed = state.withdrawals.isEmpty() ? null : state.withdrawals.getFirst();
        Verdict verdict = Rebalancer.classify(new Situation(
                now,
                strategy,
                strategy.deviation(now),
                strategy.threshold(),
                strategy.freeCash(now),
                strategy.coming(now),
                owed == null ? BigDecimal.ZERO : owed.amount(),
                owed != null && owed.urgent(),
                state.freshCash,
                state.closing,
                now.at().equals(state.actedAt),
                definition().entryRaisesDelta(),
                state.carryLostSince == null ? Duration.ZERO : Duration.between(state.carryLostSince, now.at())));
        @Nullable Plan plan = verdict.plan();
        if (plan != null) {
            state.actedAt = now.at();
            state.freshCash = false;
            if (proceed(plan, verdict.action(), verdict.reason(), verdict.value(), verdict.limit())) {
                return;
            }
        }
        done(verdict.reason(), verdict.value(), verdict.limit());
    }

    /** Nothing more happens at this instant, which may be the last one. */
    private void done(Reason reason, double value, double limit) {
        decide(Action.HOLD, reason, value, limit, null, true);
        if (definition().endsAt(now.at())) {
            out.emit(Topic.STRATEGIES, new StartedStrategy(definition(), Status.COMPLETED));
        }
    }

    private boolean inTransit() {
        return amountInTransit() != 0;
    }

    private double amountInTransit() {
        Positions held = now.positions();
        double amount = 0;
        for (int slot = 0; slot < held.layout().size(); slot++) {
            InstrumentKey key = held.layout().key(slot);
            if (key.venue() == Venue.TRANSIT && key.type() == PositionType.BASE_TOKEN) {
                amount += held.units(slot);
            }
        }
        return amount;
    }

    private boolean closesNow() {
        return now.allowed() == Permission.EXIT || state.closing == Closing.EMERGENCY;
    }

    private void send(Execution execution, List<Order> orders) {
        state.group++;
        List<Route> routes = definition().environment().routed() ? Route.through(orders) : List.of(Route.SIMULATED);
        for (int i = 0; i < routes.size(); i++) {
            out.emit(
                    routes.get(i).topic(),
                    new OrderGroup(now.at(), state.group, execution, i + 1, routes.size(), orders));
        }
    }

    private void decide(
            Action action, Reason reason, double value, double limit, @Nullable String flow, boolean instantDone) {
        long group = instantDone || reason == Reason.WITHDRAWAL_REJECTED ? 0 : state.group;
        out.emit(
                Topic.TARGET_POSITIONS,
                new TargetPositions(
                        now.at(),
                        now.round(),
                        action,
                        state.targets,
                        strategy.deviation(now),
                        reason,
                        value,
                        limit,
                        group,
                        flow,
                        instantDone));
    }

    private StrategyDefinition definition() {
        return Objects.requireNonNull(state.definition);
    }
}
