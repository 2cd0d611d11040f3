package io.basis.risk.reconciliation;

import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.ledger.Positions;
import io.basis.domain.money.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One instrument of which a venue and the ledger do not say the same.
 *
 * @param slot of the position, or -1 where the strategy does not subscribe to the instrument
 */
record Difference(InstrumentKey key, int slot, BigDecimal ledger, BigDecimal venue) {

    /** The balance of a venue beside the ledger's, rounded down to the decimals that the ledger keeps. */
    static Difference between(Positions held, Balance balance) {
        InstrumentKey key = balance.key();
        int slot = held.layout().slot(key);
        return slot < 0
                ? new Difference(key, slot, BigDecimal.ZERO, balance.quantity())
                : new Difference(
                        key,
                        slot,
                        held.quantity(slot),
                        balance.quantity().setScale(Instruments.scale(key), RoundingMode.DOWN));
    }

    /** What the venue has more than the ledger, negative where it has less. */
    BigDecimal change() {
        return venue.subtract(ledger);
    }

    boolean significant() {
        return beyondTolerance(change());
    }

    /** True when an earlier report showed the same. */
    boolean repeats(BigDecimal noted) {
        return !beyondTolerance(change().subtract(noted));
    }

    private boolean beyondTolerance(BigDecimal units) {
        BigDecimal most = subscribed() ? Tolerance.of(key) : BigDecimal.ZERO;
        return units.abs().compareTo(most) > 0;
    }

    boolean subscribed() {
        return slot >= 0;
    }

    boolean is(PositionType type) {
        return subscribed() && key.type() == type;
    }

    boolean isUsdt() {
        return is(PositionType.BASE_TOKEN) && key.symbol().equals(Asset.USDT.name());
    }

    boolean gained() {
        return change().signum() > 0;
    }

    /** True when the venue has less of the same side, or none. */
    boolean nearerToZero() {
        return ledger.signum() * venue.signum() >= 0 && venue.abs().compareTo(ledger.abs()) < 0;
    }

    @Override
    public String toString() {
        return key + ": ledger " + Decimals.canonical(ledger) + ", venue " + Decimals.canonical(venue)
                + ", difference " + Decimals.canonical(change())
                + (subscribed() ? "" : ", not in position_subscriptions");
    }
}
