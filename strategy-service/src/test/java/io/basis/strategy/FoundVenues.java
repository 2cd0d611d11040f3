package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import java.util.ArrayList;
import java.util.List;

/** Venues that hold something before the strategy starts, which is adopted at the first instant. */
final class FoundVenues implements Venues {

    private final Venues venues;
    private final List<AccountEvent> found = new ArrayList<>();

    FoundVenues(Venues venues, Positions held) {
        this.venues = venues;
        for (InstrumentKey key : held.layout().keys()) {
            int slot = held.layout().slot(key);
            if (held.quantity(slot).signum() != 0) {
                found.add(new Adopted(
                        key, held.quantity(slot), key.type() == PositionType.PERP ? held.averageEntry(slot) : null));
            }
        }
    }

    @Override
    public List<AccountEvent> pass(MarketSnapshot market) {
        List<AccountEvent> events = new ArrayList<>(found);
        found.clear();
        events.addAll(venues.pass(market));
        return events;
    }

    @Override
    public List<AccountEvent> execute(OrderGroup group, MarketSnapshot market) {
        return venues.execute(group, market);
    }
}
