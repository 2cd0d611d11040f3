package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.exposure.LoanAccount;
import io.basis.domain.exposure.MarginAccount;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All venues of one strategy, simulated: time passes with each snapshot, and order groups fill at its prices.
 *
 * <p>Bound once to the layouts of positions and series. The accounts are the only state, and change only by the events
 * that are returned.
 */
public final class SimulatedVenues {

    private final PositionLayout positions;
    private final SeriesLayout series;
    private final CostModel costs;
    private final Passage passage;
    private final OrderDesk desk;

    public SimulatedVenues(StrategyDefinition definition, PositionLayout positions, SeriesLayout series) {
        this.positions = positions;
        this.series = series;
        Parameters parameters = definition.parameters();
        Valuation valuation = new Valuation(positions, series);
        double haircut = parameters.collateralHaircut().doubleValue();
        List<MarginAccount> margins = MarginAccount.of(positions, valuation, haircut);
        Faults faults = new Faults(definition);
        costs = new CostModel(parameters.costs());
        ExchangeDesk exchanges = new ExchangeDesk(parameters, series, margins, costs, faults);
        desk = new OrderDesk(exchanges, new ChainDesk(parameters, series, costs), faults);
        passage = new Passage(
                new ExchangePassage(parameters, positions, series, valuation, margins, costs, exchanges, faults),
                new ChainPassage(
                        parameters, positions, series, valuation, LoanAccount.of(definition, positions, valuation)));
    }

    /** True when this was made for exactly these layouts. */
    public boolean binds(PositionLayout positionLayout, SeriesLayout seriesLayout) {
        return positions == positionLayout && series == seriesLayout;
    }

    /** What time did to the accounts since the previous snapshot, in order. */
    public List<AccountEvent> pass(Accounts accounts, MarketSnapshot market) {
        return passage.pass(accounts, market);
    }

    /** Executes a group at the prices of the snapshot; every order is answered, by its events or a rejection. */
    public List<AccountEvent> execute(Accounts accounts, OrderGroup group, MarketSnapshot market) {
        return execute(
                accounts, group, IntStream.rangeClosed(1, group.orders().size()).toArray(), market);
    }

    /**
     * Executes some orders of a group, as if they were the whole of it.
     *
     * @param places which, from 1
     */
    public List<AccountEvent> execute(Accounts accounts, OrderGroup group, int[] places, MarketSnapshot market) {
        List<AccountEvent> events = new ArrayList<>();
        Ledger draft = Ledger.on(accounts.positions);
        Accounts.Pending pending = accounts.pending.copy();
        boolean atomic = group.execution() == Execution.ATOMIC;
        Desk on = new Desk(draft, pending, market, operation -> costs.gas(operation, gwei(market)), atomic);
        boolean failed = false;
        for (int place : places) {
            Order order = group.orders().get(place - 1);
            OrderRef ref = new OrderRef(group.number(), place);
            AccountEvent event = failed && group.execution() != Execution.PARALLEL
                    ? new Rejected(ref, RejectReason.GROUP_FAILED, "an earlier order of the group failed")
                    : desk.execute(ref, order, group, on);
            draft.apply(event);
            events.add(event);
            failed |= event instanceof Rejected;
        }
        if (!failed && draft.flashLoan().signum() != 0) {
            int last = events.size() - 1;
            events.set(
                    last,
                    new Rejected(
                            new OrderRef(group.number(), places[last]),
                            RejectReason.FLASH_NOT_REPAID,
                            "the group ends with " + draft.flashLoan().toPlainString() + " WETH still owed"));
            failed = true;
        }
        if (failed && atomic) {
            return reverted(group, places, events);
        }
        accounts.positions = draft.commit();
        accounts.pending = pending;
        return events;
    }

    private double gwei(MarketSnapshot market) {
        return market.value(series.require(SeriesKey.GAS));
    }

    /** An atomic group that failed changed nothing: every order of it is answered with a rejection. */
    private static List<AccountEvent> reverted(OrderGroup group, int[] places, List<AccountEvent> events) {
        List<AccountEvent> rejections = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            rejections.add(
                    events.get(i) instanceof Rejected rejected
                            ? rejected
                            : new Rejected(
                                    new OrderRef(group.number(), places[i]),
                                    RejectReason.GROUP_FAILED,
                                    "another order of the atomic group failed"));
        }
        return rejections;
    }
}
