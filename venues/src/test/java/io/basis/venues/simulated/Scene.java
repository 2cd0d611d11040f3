package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import java.util.List;

/** The accounts of a strategy at simulated venues, with what a test puts there. */
final class Scene {

    private final Accounts accounts;
    private final SimulatedVenues venues;
    private Market market;

    Scene(StrategyDefinition definition, Book book, Market market) {
        Positions positions = book.positions();
        MarketSnapshot snapshot = market.snapshot();
        this.accounts = new Accounts(positions);
        this.venues = new SimulatedVenues(definition, positions.layout(), snapshot.layout());
        this.market = market;
    }

    /** Time passes until this market; what it did. */
    List<AccountEvent> pass(Market next) {
        market = next;
        return venues.pass(accounts, next.snapshot());
    }

    List<AccountEvent> execute(Execution execution, Order... orders) {
        MarketSnapshot snapshot = market.snapshot();
        return venues.execute(accounts, new OrderGroup(snapshot.at(), 7, execution, 1, 1, List.of(orders)), snapshot);
    }

    /** The answer to one order alone. */
    AccountEvent execute(Order order) {
        return execute(Execution.PARALLEL, order).getFirst();
    }

    String held(String key) {
        return Decimals.canonical(accounts.positions().quantity(InstrumentKey.parse(key)));
    }

    Positions positions() {
        return accounts.positions();
    }
}
