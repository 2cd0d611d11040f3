package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.message.MarketSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * What the passage of time does to simulated accounts, in this order: stops and liquidation within the bar that just
 * ended, liquidation of the loan, orders that were being worked, arrivals, then what is paid at this instant on what was
 * held before it.
 */
final class Passage {

    private final ExchangePassage exchanges;
    private final ChainPassage chain;

    Passage(ExchangePassage exchanges, ChainPassage chain) {
        this.exchanges = exchanges;
        this.chain = chain;
    }

    List<AccountEvent> pass(Accounts accounts, MarketSnapshot market) {
        List<AccountEvent> events = new ArrayList<>();
        exchanges.stop(accounts, market, events);
        int booked = book(accounts, events, 0);
        exchanges.liquidate(accounts.positions, market, events);
        booked = book(accounts, events, booked);
        chain.liquidate(accounts.positions, market, events);
        booked = book(accounts, events, booked);
        exchanges.fillWorking(accounts, market, events);
        booked = book(accounts, events, booked);
        exchanges.arrive(accounts.pending, market.at(), events);
        chain.payClaims(accounts.pending, market.at(), events);
        chain.reward(accounts.positions, market, events);
        exchanges.fund(accounts.positions, market, events);
        exchanges.chargeInterest(accounts, market, events);
        book(accounts, events, booked);
        return events;
    }

    /** Books what happened since, so that the next thing sees it; how many events are booked then. */
    private static int book(Accounts accounts, List<AccountEvent> events, int booked) {
        int all = events.size();
        if (all > booked) {
            accounts.positions = Ledger.commit(accounts.positions, events.subList(booked, all));
        }
        return all;
    }
}
