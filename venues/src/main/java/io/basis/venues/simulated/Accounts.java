package io.basis.venues.simulated;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.order.OrderRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts of one strategy at all simulated venues: what they hold and what is on its way. */
public final class Accounts {

    Positions positions;

    List<InTransit> inTransit = new ArrayList<>();

    /** Until when interest has been charged. */
    @Nullable
    Instant accruedTo;

    public Accounts(PositionLayout layout) {
        positions = Positions.none(layout);
    }

    /** For reading a stored state, which sets the fields. */
    @SuppressWarnings({"NullAway", "unused"})
    private Accounts() {}

    public Positions positions() {
        return positions;
    }

    /** A transfer that left and has not arrived. */
    record InTransit(OrderRef order, Asset asset, BigDecimal amount, InstrumentKey to, Instant due) {}
}
