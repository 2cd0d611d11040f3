package io.basis.strategy;

import io.basis.domain.core.Output;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.strategy.family.Strategy;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Step;
import io.basis.strategy.rebalancing.Rebalancer;
import io.basis.strategy.rebalancing.Situation;
import io.basis.strategy.rebalancing.Situation.Closing;
import io.basis.strategy.rebalancing.Verdict;
import java.math.BigDecimal;
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
        if (inTransit() && !closesNow()) {
            decide(Action.HOLD, Reason.IN_TRANSIT, amountInTransit(), 0, null, true);
        } else if (!continued() && !booked() && !paid()) {
            classify();
        }
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
        return now.allowed().compareTo(Permission.REDUCE) >= 0
                && now.readings().stream()
                        .anyMatch(reading -> reading.level() == RiskLevel.CRITICAL
                                && reading.type() != RiskType.DELTA_DRIFT
                                && reading.type() != RiskType.PRICE_MOVE);
    }

    /** Sends the next group of the plan that has orders; false when none is left. */
    private boolean proceed(Plan plan, Action action, Reason reason, double value, double limit) {
        List<Step> steps = strategy.steps(plan.purpose());
        for (Plan at = plan; at.next() < steps.size(); at = at.advanced()) {
            List<Order> orders = steps.get(at.next()).orders(now, at.amount());
            if (!orders.isEmpty()) {
                state.plan = at.advanced();
                state.targets = strategy.targets(now);
                send(orders);
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
        send(splitForGas(amount));
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
        if (share != Asset.ETH && missing.signum() > 0) {
            BigDecimal inShare = Decimals.halfEven(missing.multiply(ethPriceInShare()), share);
            if (inShare.compareTo(amount) < 0) {
                deposits.add(new Deposit(GAS_WALLET, missing));
                rest = amount.subtract(inShare);
            }
        }
        deposits.add(new Deposit(InstrumentKey.token(Venue.WALLET, share), rest));
        return deposits;
    }

    private BigDecimal ethPriceInShare() {
        double eth = now.market().value(now.market().layout().require(SeriesKey.spot(Venue.BINANCE, Asset.ETH)));
        return Decimals.observed(eth / now.exposure().sharePrice());
    }

    /** Pays the oldest withdrawal once the wallet has it, or all there is once nothing more can be freed. */
    private boolean paid() {
        if (state.withdrawals.isEmpty()) {
            return false;
        }
        Flow flow = state.withdrawals.getFirst();
        BigDecimal free = strategy.freeCash(now);
        boolean nothingLeft = !strategy.deployed(now) && !strategy.cashAbroad(now) && free.signum() > 0;
        if (free.compareTo(flow.amount()) < 0 && !nothingLeft) {
            return false;
        }
        state.withdrawals.removeFirst();
        BigDecimal amount = free.min(flow.amount());
        Asset share = definition().shareClass();
        send(List.of(new Withdrawal(InstrumentKey.token(Venue.WALLET, share), amount, flow.id())));
        decide(Action.HOLD, Reason.WITHDRAWAL_PAID, amount.doubleValue(), 0, flow.id(), false);
        return true;
    }

    private void classify() {
        BigDecimal owed = state.withdrawals.isEmpty()
                ? BigDecimal.ZERO
                : state.withdrawals.getFirst().amount();
        BigDecimal free = strategy.freeCash(now);
        StrategyDefinition definition = definition();
        Verdict verdict = Rebalancer.classify(new Situation(
                now,
                strategy,
                strategy.deviation(now),
                definition.parameters().deviationThreshold(),
                free,
                owed,
                state.freshCash,
                state.closing,
                now.at().equals(state.actedAt),
                !definition.hedged() && definition.asset() != Asset.USDT));
        if (verdict.purpose() != null) {
            state.actedAt = now.at();
            state.freshCash = false;
            Plan plan = new Plan(verdict.purpose(), verdict.action(), 0, verdict.amount());
            if (proceed(plan, verdict.action(), verdict.reason(), verdict.value(), verdict.limit())) {
                return;
            }
        }
        decide(Action.HOLD, verdict.reason(), verdict.value(), verdict.limit(), null, true);
        if (definition.endsAt(now.at())) {
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

    private void send(List<Order> orders) {
        state.group++;
        out.emit(Topic.ORDERS_SIMULATED, new OrderGroup(now.at(), state.group, Execution.PARALLEL, 1, 1, orders));
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
