package io.basis.risk.reconciliation;

import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import java.math.BigDecimal;

/** How far a balance may lie from the ledger before it counts: ten units of the last place that its venue keeps. */
final class Tolerance {

    /** Roundings that may pile up between two venues' books and ours before anything else did. */
    private static final BigDecimal UNITS = BigDecimal.TEN;

    /** Decimals at which exchanges keep coins. */
    private static final int EXCHANGE_PLACES = 8;

    private Tolerance() {}

    /** In the units of the position; a perpetual has none, because it trades in lots and never rounds. */
    static BigDecimal of(InstrumentKey key) {
        return key.type() == PositionType.PERP ? BigDecimal.ZERO : UNITS.movePointLeft(places(key));
    }

    /** A scaled balance is an integer of its token's own units at Aave, though the ledger keeps a ray. */
    private static int places(InstrumentKey key) {
        int places = Instruments.asset(key).scale();
        return key.venue().exchange() ? Math.min(places, EXCHANGE_PLACES) : places;
    }
}
