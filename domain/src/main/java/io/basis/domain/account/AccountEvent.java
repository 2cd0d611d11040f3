package io.basis.domain.account;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import java.math.BigDecimal;

/**
 * A fact about an account, as its venue reports it; the only thing that changes a ledger.
 *
 * <p>Amounts are exact. Costs (fee, slippage in USDT; gas in ETH) are positive where they were paid and are part of
 * the event: applying it moves them too.
 */
public sealed interface AccountEvent {

    /** Capital arrived from outside. */
    record Deposited(InstrumentKey into, BigDecimal amount) implements AccountEvent {}

    /** Capital left to the owner. */
    record Withdrawn(InstrumentKey from, BigDecimal amount, String flow) implements AccountEvent {}

    /** A balance left one place for another, possibly by way of {@code transit}. */
    record Transferred(
            OrderRef order, Asset asset, BigDecimal amount, InstrumentKey from, InstrumentKey to, BigDecimal gas)
            implements AccountEvent {}

    /**
     * A coin was bought (quantity positive) or sold at one price.
     *
     * @param quote USDT received for the coin (negative when bought), before fee and slippage
     */
    record SpotFilled(
            OrderRef order,
            InstrumentKey coin,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal quote,
            BigDecimal fee,
            BigDecimal slippage)
            implements AccountEvent {}

    /** A perpetual was bought or sold at one price; closing realises its profit in the venue's USDT. */
    record PerpFilled(
            OrderRef order,
            InstrumentKey perp,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal fee,
            BigDecimal slippage)
            implements AccountEvent {}

    /** Tokens were supplied to Aave at an index, minting {@code scaled}. */
    record Supplied(OrderRef order, Asset asset, BigDecimal amount, BigDecimal index, BigDecimal scaled, BigDecimal gas)
            implements AccountEvent {}

    /** Tokens came back from Aave at an index, burning {@code scaled}. */
    record Redeemed(OrderRef order, Asset asset, BigDecimal amount, BigDecimal index, BigDecimal scaled, BigDecimal gas)
            implements AccountEvent {}

    /** Funding settled on a perpetual: {@code amount} USDT received, negative when paid. */
    record FundingPaid(InstrumentKey perp, BigDecimal rate, BigDecimal mark, BigDecimal amount)
            implements AccountEvent {}

    /** Interest charged on a negative balance. */
    record InterestCharged(InstrumentKey balance, BigDecimal amount) implements AccountEvent {}

    /** A venue closed a perpetual by force at a price, for a fee. */
    record Liquidated(InstrumentKey perp, BigDecimal quantity, BigDecimal price, BigDecimal fee)
            implements AccountEvent {}

    /** An order was refused and changed nothing. */
    record Rejected(OrderRef order, RejectReason reason, String detail) implements AccountEvent {}
}
