package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The checks that every desk makes before it executes: a rejection, or null when there is nothing against it. */
final class Refusals {

    static final InstrumentKey GAS_WALLET = InstrumentKey.token(Venue.WALLET, Asset.ETH);

    private Refusals() {}

    static @Nullable Rejected lacking(OrderRef ref, InstrumentKey key, BigDecimal needed, Ledger held) {
        BigDecimal has = held.quantity(key);
        return has.compareTo(needed) >= 0
                ? null
                : new Rejected(
                        ref,
                        RejectReason.INSUFFICIENT_BALANCE,
                        key + " holds " + Decimals.canonical(has) + ", needs " + Decimals.canonical(needed));
    }

    /** The amount must be there, and the gas besides it; where both come from one balance, gas is what is lacking last. */
    static @Nullable Rejected lacking(OrderRef ref, InstrumentKey key, BigDecimal amount, BigDecimal gas, Ledger held) {
        @Nullable Rejected refused = lacking(ref, key, amount, held);
        return refused != null
                ? refused
                : lackingGas(ref, gas, key.equals(GAS_WALLET) ? amount : BigDecimal.ZERO, held);
    }

    static @Nullable Rejected lackingGas(OrderRef ref, BigDecimal gas, Ledger held) {
        return lackingGas(ref, gas, BigDecimal.ZERO, held);
    }

    private static @Nullable Rejected lackingGas(OrderRef ref, BigDecimal gas, BigDecimal spent, Ledger held) {
        BigDecimal has = held.quantity(GAS_WALLET).subtract(spent);
        return has.compareTo(gas) >= 0
                ? null
                : new Rejected(
                        ref,
                        RejectReason.INSUFFICIENT_GAS,
                        "wallet holds " + Decimals.canonical(has) + " ETH, gas needs " + Decimals.canonical(gas));
    }
}
