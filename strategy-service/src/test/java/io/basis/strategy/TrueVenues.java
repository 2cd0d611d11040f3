package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.order.Order.EnableEMode;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.venues.simulated.Accounts;
import io.basis.venues.simulated.SimulatedVenues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simulated venues themselves: margin, collateral, costs and all. */
final class TrueVenues implements Venues {

    private final StrategyDefinition definition;
    private final Accounts accounts;
    private @Nullable SimulatedVenues venues;

    TrueVenues(StrategyDefinition definition, Positions held) {
        this.definition = definition;
        accounts = new Accounts(held);
    }

    @Override
    public List<AccountEvent> pass(MarketSnapshot market) {
        List<AccountEvent> events = new ArrayList<>();
        if (venues == null && supplies()) {
            // Who has supplied has set e-mode long ago.
            events.addAll(execute(
                    new OrderGroup(market.at(), 0, Execution.PARALLEL, 1, 1, List.of(new EnableEMode())), market));
        }
        events.addAll(bound(market.layout()).pass(accounts, market));
        return events;
    }

    @Override
    public List<AccountEvent> execute(OrderGroup group, MarketSnapshot market) {
        return bound(market.layout()).execute(accounts, group, market);
    }

    private boolean supplies() {
        return definition.parameters().leverage() != null
                && accounts.positions()
                                .quantity(InstrumentKey.aToken(
                                        definition.parameters().requireStaking().lst()))
                                .signum()
                        > 0;
    }

    private SimulatedVenues bound(SeriesLayout series) {
        SimulatedVenues now = venues;
        if (now == null || !now.binds(accounts.positions().layout(), series)) {
            now = new SimulatedVenues(definition, accounts.positions().layout(), series);
            venues = now;
        }
        return now;
    }
}
