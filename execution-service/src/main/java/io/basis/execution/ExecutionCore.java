package io.basis.execution;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.venues.simulated.Accounts;
import io.basis.venues.simulated.SimulatedVenues;
import java.util.List;
import java.util.Objects;

/** Carries order groups to the venues of a strategy, and the venues' reports back: one report for every snapshot and group. */
public final class ExecutionCore implements Core<ExecutionState> {

    @Override
    public ExecutionState fresh(String strategy) {
        return new ExecutionState();
    }

    @Override
    public void on(ExecutionState state, Message message, Output out) {
        switch (message) {
            case StartedStrategy started -> start(state, started.definition());
            case MarketSnapshot market -> {
                // Its venues are outside the loop and report themselves; a second report would be one too many.
                if (!Objects.requireNonNull(state.definition).environment().routed()) {
                    onSnapshot(state, market, out);
                }
            }
            case OrderGroup group -> onGroup(state, group, out);
            default -> throw new IllegalArgumentException("execution-service does not read " + message.getClass());
        }
    }

    private static void start(ExecutionState state, StrategyDefinition definition) {
        state.definition = definition;
        if (state.accounts == null) {
            state.accounts = new Accounts(new PositionLayout(definition.positions()));
        }
    }

    private static void onSnapshot(ExecutionState state, MarketSnapshot market, Output out) {
        state.market = market;
        Accounts accounts = Objects.requireNonNull(state.accounts);
        List<AccountEvent> events = venues(state, market).pass(accounts, market);
        out.emit(Topic.FILLS, new VenueReport(market.at(), 0, events));
        OrderGroup early = state.early;
        if (early != null) {
            state.early = null;
            onGroup(state, early, out);
        }
    }

    private static void onGroup(ExecutionState state, OrderGroup group, Output out) {
        MarketSnapshot market = state.market;
        if (market == null || group.at().isAfter(market.at())) {
            state.early = group;
            return;
        }
        if (group.at().isBefore(market.at())) {
            throw new Refusal(
                    "EXE-001", "order group " + group.number() + " of " + group.at() + " came after " + market.at());
        }
        List<AccountEvent> events =
                venues(state, market).execute(Objects.requireNonNull(state.accounts), group, market);
        out.emit(Topic.FILLS, new VenueReport(group.at(), group.number(), events));
    }

    private static SimulatedVenues venues(ExecutionState state, MarketSnapshot market) {
        PositionLayout layout =
                Objects.requireNonNull(state.accounts).positions().layout();
        SimulatedVenues venues = state.venues;
        if (venues == null || !venues.binds(layout, market.layout())) {
            venues = new SimulatedVenues(Objects.requireNonNull(state.definition), layout, market.layout());
            state.venues = venues;
        }
        return venues;
    }
}
