package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Accepted;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Withdrawn;
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
import io.basis.domain.order.OrderRef;
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
import io.basis.strategy.plan.Attention;
import io.basis.strategy.plan.Compensation;
import io.basis.strategy.plan.Orders;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Refused;
import io.basis.strategy.plan.Sent;
import io.basis.strategy.plan.Step;
import io.basis.strategy.plan.Unbooked;
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

    /** Instants in a row at which an order may be refused for good before a person must look. */
    private static final int MOST_FAILURES = 3;

    private static final InstrumentKey GAS_WALLET = InstrumentKey.token(Venue.WALLET, Asset.ETH);

    void take() {
        followCarry();
        follow(now.events());
        if (!state.working.isEmpty()) {
            done(Reason.ORDER_WORKING, state.working.size(), 0);
        } else if (!refusalAnswered() && !attended()) {
            goOn();
        }
    }

    private void goOn() {
        if (inTransit() && !closesNow() && !criticalBesidesDelta()) {
            done(Reason.IN_TRANSIT, amountInTransit(), 0);
        } else if (!continued() && !reducedFirst() && !booked() && !paid()) {
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

    /** Takes note of what has come of orders: filled, refused, paid out, or still worked. */
    private void follow(List<AccountEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            AccountEvent event = events.get(i);
            Sent sent = state.sent;
            state.sent = sent == null ? null : sent.after(event);
            switch (event) {
                case Accepted e -> state.working.add(e.order());
                case Adopted e -> {
                    // What was there before the strategy was is its capital.
                    state.capitalBooked = true;
                    state.freshCash = true;
                }
                case SpotFilled e -> state.working.remove(e.order());
                case PerpFilled e -> state.working.remove(e.order());
                case Withdrawn e -> state.withdrawals.removeIf(flow -> flow.id().equals(e.flow()));
                case Rejected e -> {
                    state.working.remove(e.order());
                    Refused before = state.refused;
                    // An order that failed because of another one says less than that one.
                    if (before == null || before.reason() == RejectReason.GROUP_FAILED) {
                        state.refused = new Refused(now.at(), e.order(), e.reason(), e.detail());
                    }
                }
                default -> {
                    // Says nothing of an order that is worked.
                }
            }
        }
    }

    /**
     * Answers what venues refused, once every order of the group is answered: what is left open is completed, else taken
     * back, else left to a person; where nothing is open the plan is dropped and the next instant measures again.
     *
     * @return false when nothing was refused, or the plan goes on all the same
     */
    private boolean refusalAnswered() {
        Refused refused = state.refused;
        Sent sent = state.sent;
        if (refused == null || sent == null) {
            state.sent = null;
            return refused != null && dropped(refused, null);
        }
        Compensation compensation = new Compensation(definition(), now, sent);
        boolean open = compensation.leavesOpen();
        if (!open) {
            boolean completed = sent.completed();
            state.refused = null;
            state.sent = null;
            return !completed && dropped(refused, sent);
        }
        Orders completing = compensation.completing();
        if (!completing.isEmpty()) {
            send(completing.execution(), completing.orders());
            state.sent = sent.completedBy(Objects.requireNonNull(state.sent));
            compensate(Reason.COMPLETING, refused);
            return true;
        }
        Orders unwinding = compensation.unwinding();
        if (!unwinding.isEmpty()) {
            send(unwinding.execution(), unwinding.orders());
            state.sent = sent.takenBackBy(Objects.requireNonNull(state.sent));
            compensate(Reason.UNWINDING, refused);
            return true;
        }
        state.refused = null;
        state.sent = null;
        state.dropPlan();
        leaveToPerson(refused, compensation.open(), sent.flow());
        return true;
    }

    private void compensate(Reason reason, Refused refused) {
        OrderRef order = refused.order();
        decide(Action.HOLD, reason, (double) order.group(), order.index(), null, false);
    }

    /** Nothing is left open; what is refused for good, or taken back, time and again is left to a person. */
    private boolean dropped(Refused refused, @Nullable Sent sent) {
        state.refused = null;
        if (state.goesOnInRounds(refused)) {
            return false;
        }
        state.dropPlan();
        @Nullable String flow = sent == null ? null : sent.flow();
        if (sent != null && !sent.refusedDeposits().isEmpty()) {
            state.unbooked = new Unbooked(sent.refusedDeposits(), flow);
        }
        boolean takenBack = sent != null && sent.attempt() > Sent.COMPLETING;
        state.failures += takenBack || !refused.reason().passing() ? 1 : 0;
        if (state.failures >= MOST_FAILURES) {
            leaveToPerson(refused, "refused " + state.failures + " instants in a row, nothing of it is open", flow);
        } else {
            OrderRef order = refused.order();
            done(Reason.ORDER_REFUSED, (double) order.group(), order.index(), flow);
        }
        return true;
    }

    private void leaveToPerson(Refused refused, String open, @Nullable String flow) {
        if (state.attention == null) {
            Attention attention = new Attention(refused.order(), refused.describe() + "; " + open);
            state.attention = attention;
            out.emit(
                    Topic.STRATEGIES,
                    new StartedStrategy(definition(), Status.NEEDS_ATTENTION, attention.text(), null));
        }
        holdForPerson(state.attention.order(), flow);
    }

    private void holdForPerson(OrderRef order, @Nullable String flow) {
        done(Reason.NEEDS_ATTENTION, (double) order.group(), order.index(), flow);
    }

    /**
     * While a strategy needs attention it opens nothing, moves no money and leaves its hedges on; only a critical margin
     * or loan is reduced, which takes both legs. What an owner closes is closed.
     */
    private boolean attended() {
        Attention attention = state.attention;
        if (attention == null || state.closing != Closing.NO) {
            return false;
        }
        if (!continued() && !(criticalBesidesDelta() && reduced())) {
            holdForPerson(attention.order(), null);
        }
        return true;
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

    /** A critical risk is answered before money moves: after it the reading that demands it may be gone. */
    private boolean reducedFirst() {
        return moneyIsDue() && reduced();
    }

    private boolean moneyIsDue() {
        boolean flows = !state.flows.isEmpty() && !state.flows.getFirst().at().isAfter(now.at());
        return flows || state.unbooked != null || !state.withdrawals.isEmpty();
    }

    /** Answers a critical risk, if it has an answer. */
    private boolean reduced() {
        if (now.allowed().compareTo(Permission.REDUCE) < 0
                || now.at().equals(state.actedAt)
                || !strategy.deployed(now)) {
            return false;
        }
        Verdict verdict = verdict();
        @Nullable Plan plan = verdict.plan();
        if (plan == null || !proceed(plan, verdict.action(), verdict.reason(), verdict.value(), verdict.limit())) {
            return false;
        }
        state.actedAt = now.at();
        return true;
    }

    /** Books the starting capital and the flows that are due: deposits arrive, withdrawals are taken up. */
    private boolean booked() {
        Unbooked again = state.unbooked;
        if (again != null) {
            state.unbooked = null;
            return deposit(again.deposits(), worth(again.deposits()), again.flow());
        }
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
        return deposit(splitForGas(amount), amount.doubleValue(), flow);
    }

    private boolean deposit(List<Order> deposits, double amount, @Nullable String flow) {
        state.freshCash = true;
        send(Execution.PARALLEL, deposits, flow);
        decide(Action.HOLD, Reason.FLOW_BOOKED, amount, 0, flow, false);
        return true;
    }

    /** What deposits are worth in the share currency. */
    private double worth(List<Order> deposits) {
        double worth = 0;
        for (Order order : deposits) {
            if (order instanceof Deposit deposit) {
                Asset asset = Instruments.asset(deposit.into());
                double price = asset == Asset.ETH
                        ? ethPriceInShare().doubleValue()
                        : 1 / now.exposure().sharePrice();
                worth += deposit.amount().doubleValue() * (asset == definition().shareClass() ? 1 : price);
            }
        }
        return worth;
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

    /**
     * Pays the oldest withdrawal once the wallet has it, or all there is once nothing more can be freed. It stays owed
     * until it is reported as paid.
     */
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
        BigDecimal amount = free.min(flow.amount());
        send(Execution.PARALLEL, List.of(new Withdrawal(strategy.purse(), amount, flow.id())), flow.id());
        decide(Action.HOLD, Reason.WITHDRAWAL_PAID, amount.doubleValue(), 0, flow.id(), false);
        return true;
    }

    private void classify() {
        Verdict verdict = verdict();
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

    private Verdict verdict() {
        @Nullable Flow owed = state.withdrawals.isEmpty() ? null : state.withdrawals.getFirst();
        return Rebalancer.classify(new Situation(
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
    }

    /** Nothing more happens at this instant, which may be the last one. */
    private void done(Reason reason, double value, double limit) {
        done(reason, value, limit, null);
    }

    private void done(Reason reason, double value, double limit, @Nullable String flow) {
        state.failures = waits(reason) ? state.failures : 0;
        decide(Action.HOLD, reason, value, limit, flow, true);
        if (definition().endsAt(now.at())) {
            state.completed = true;
            out.emit(Topic.STRATEGIES, new StartedStrategy(definition(), Status.COMPLETED));
        }
    }

    /** True for an instant that ends without anything having come to its end. */
    private static boolean waits(Reason reason) {
        return switch (reason) {
            case ORDER_REFUSED, ORDER_WORKING, IN_TRANSIT, NEEDS_ATTENTION -> true;
            default -> false;
        };
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
        send(execution, orders, null);
    }

    private void send(Execution execution, List<Order> orders, @Nullable String flow) {
        state.group++;
        state.sent = Sent.of(state.group, execution, orders, flow);
        List<Route> routes = definition().environment().routed() ? Route.through(orders) : List.of(Route.SIMULATED);
        if (routes.size() > 1 && execution != Execution.PARALLEL) {
            throw new IllegalStateException("order group " + state.group + " is " + execution + " and goes over "
                    + routes + ", which know nothing of each other");
        }
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
