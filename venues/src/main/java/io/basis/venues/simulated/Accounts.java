package io.basis.venues.simulated;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts of one strategy at all simulated venues: what they hold, and what is still to come. */
public final class Accounts {

    Positions positions;

    Pending pending = new Pending();

    /** Until when interest has been charged. */
    @Nullable
    Instant accruedTo;

    public Accounts(PositionLayout layout) {
        this(Positions.none(layout));
    }

    /** Accounts that already hold something. */
    public Accounts(Positions positions) {
        this.positions = positions;
    }

    /** For reading a stored state, which sets the fields. */
    @SuppressWarnings({"NullAway", "unused"})
    private Accounts() {}

    public Positions positions() {
        return positions;
    }

    /** What venues still have to do for a strategy. */
    static final class Pending {

        List<InTransit> inTransit = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        List<Working> working = new ArrayList<>();
        List<OpenStops> stops = new ArrayList<>();

        /** True once the Aave account is in e-mode. */
        boolean eMode;

        /** A copy to draft on: a group that fails must leave nothing behind. */
        Pending copy() {
            Pending copy = new Pending();
            copy.inTransit.addAll(inTransit);
            copy.claims.addAll(claims);
            copy.working.addAll(working);
            copy.stops.addAll(stops);
            copy.eMode = eMode;
            return copy;
        }
    }

    /** A transfer that left and has not arrived. */
    record InTransit(OrderRef order, Asset asset, BigDecimal amount, InstrumentKey to, Instant due) {}

    /** ETH that a protocol owes, and when it pays. */
    record Claim(OrderRef order, Asset lst, BigDecimal amount, Instant due) {}

    /** An exchange order that fills later. */
    record Working(OrderRef order, Order instruction, Instant due) {}

    /** The two prices at which a position closes itself. */
    record OpenStops(OrderRef order, InstrumentKey perp, BigDecimal takeProfit, BigDecimal stopLoss) {}
}
