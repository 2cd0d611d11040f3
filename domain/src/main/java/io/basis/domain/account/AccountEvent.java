package io.basis.domain.account;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about an account, as its venue reports it; the only thing that changes a ledger.
 *
 * <p>Amounts are exact. Costs (fee and slippage in USDT, at a swap in the token received; gas in ETH) are positive where
 * they were paid and are part of the event: applying it moves them too.
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

    /** A stop attached to an order closed its position. */
    record StopFilled(
            OrderRef order,
            Stop stop,
            InstrumentKey perp,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal fee,
            BigDecimal slippage)
            implements AccountEvent {}

    /** Which of the two stops of a position. */
    enum Stop {
        TAKE_PROFIT,
        STOP_LOSS
    }

    /** Tokens were supplied to Aave at an index, minting {@code scaled}. */
    record Supplied(OrderRef order, Asset asset, BigDecimal amount, BigDecimal index, BigDecimal scaled, BigDecimal gas)
            implements AccountEvent {}

    /** Tokens came back from Aave at an index, burning {@code scaled}. */
    record Redeemed(OrderRef order, Asset asset, BigDecimal amount, BigDecimal index, BigDecimal scaled, BigDecimal gas)
            implements AccountEvent {}

    /** The Aave account went into the e-mode of ETH-correlated assets. */
    record EModeEnabled(OrderRef order, BigDecimal gas) implements AccountEvent {}

    /** WETH was borrowed from Aave at an index, adding {@code scaled} debt. */
    record Borrowed(
            OrderRef order, InstrumentKey into, BigDecimal amount, BigDecimal index, BigDecimal scaled, BigDecimal gas)
            implements AccountEvent {}

    /** WETH owed to Aave was repaid at an index, taking {@code scaled} debt off. */
    record Repaid(
            OrderRef order, InstrumentKey from, BigDecimal amount, BigDecimal index, BigDecimal scaled, BigDecimal gas)
            implements AccountEvent {}

    /** A flash loan of WETH was paid out to the flash leg; the gas is that of the whole atomic group. */
    record FlashBorrowed(OrderRef order, BigDecimal amount, BigDecimal gas) implements AccountEvent {}

    /**
     * A flash loan was returned.
     *
     * @param amount what was borrowed
     * @param fee paid on top
     * @param left what remained of the flash leg and went to the wallet as ETH
     */
    record FlashRepaid(OrderRef order, BigDecimal amount, BigDecimal fee, BigDecimal left) implements AccountEvent {}

    /** ETH was staked at a protocol rate (ETH per token), minting staked tokens. */
    record Staked(
            OrderRef order,
            InstrumentKey from,
            Asset lst,
            BigDecimal amount,
            BigDecimal rate,
            BigDecimal minted,
            BigDecimal gas)
            implements AccountEvent {}

    /** Staked tokens went back to their protocol at a rate, which owes {@code claim} ETH from then on. */
    record UnstakeRequested(
            OrderRef order, Asset lst, BigDecimal amount, BigDecimal rate, BigDecimal claim, BigDecimal gas)
            implements AccountEvent {}

    /** A protocol paid a claim to the wallet. */
    record Unstaked(OrderRef order, Asset lst, BigDecimal claim) implements AccountEvent {}

    /**
     * Tokens were swapped.
     *
     * @param received units of the token received before fee and slippage, which are in the same token
     */
    record Swapped(
            OrderRef order,
            InstrumentKey from,
            InstrumentKey to,
            BigDecimal paid,
            BigDecimal received,
            BigDecimal fee,
            BigDecimal slippage,
            BigDecimal gas)
            implements AccountEvent {}

    /** KING tokens were opened into the tokens they consist of. */
    record Unwrapped(OrderRef order, BigDecimal king, BigDecimal eigen, BigDecimal ethfi, BigDecimal gas)
            implements AccountEvent {}

    /** Reward tokens were paid to the wallet for staked tokens held. */
    record RewardPaid(Asset token, BigDecimal amount) implements AccountEvent {}

    /** Funding settled on a perpetual: {@code amount} USDT received, negative when paid. */
    record FundingPaid(InstrumentKey perp, BigDecimal rate, BigDecimal mark, BigDecimal amount)
            implements AccountEvent {}

    /** Interest charged on a negative balance. */
    record InterestCharged(InstrumentKey balance, BigDecimal amount) implements AccountEvent {}

    /** A venue closed a perpetual by force at a price, for a fee. */
    record Liquidated(InstrumentKey perp, BigDecimal quantity, BigDecimal price, BigDecimal fee)
            implements AccountEvent {}

    /**
     * A liquidator repaid WETH debt at Aave and took collateral for it, with a bonus.
     *
     * @param repaid WETH
     * @param repaidScaled scaled debt taken off
     * @param seized units of the collateral token
     * @param seizedScaled scaled collateral taken
     */
    record LoanLiquidated(
            BigDecimal repaid, BigDecimal repaidScaled, Asset collateral, BigDecimal seized, BigDecimal seizedScaled)
            implements AccountEvent {}

    /**
     * What venues say they hold for the strategy; it changes nothing, risk-service compares it with the ledger.
     *
     * <p>It tells of the moment after all events that its venues reported before it. An instrument that it does not name
     * is not compared.
     *
     * @param balances every instrument of these venues that the strategy holds or the venue knows, zeros included
     */
    record BalancesReported(List<Balance> balances) implements AccountEvent {
        public BalancesReported {
            balances = List.copyOf(balances);
        }
    }

    /**
     * One balance at its venue, in the units of the ledger: scaled for Aave, signed for a perpetual, positive for debt.
     *
     * @param entry average entry price of a perpetual, where the venue tells it
     */
    record Balance(
            InstrumentKey key,
            BigDecimal quantity,
            @Nullable BigDecimal entry) {
        public Balance(InstrumentKey key, BigDecimal quantity) {
            this(key, quantity, null);
        }
    }

    /**
     * Something was there before the strategy was, and belongs to it from now on: a deposit in kind.
     *
     * @param entry average entry price of a perpetual; null for anything else
     */
    record Adopted(
            InstrumentKey key,
            BigDecimal quantity,
            @Nullable BigDecimal entry) implements AccountEvent {
        public Adopted {
            if ((key.type() == PositionType.PERP) != (entry != null)) {
                throw new IllegalArgumentException("a perpetual has an entry price and nothing else has: " + key);
            }
        }

        /** Open cost that comes with a perpetual, USDT; 0 for anything else. */
        public double openCost() {
            return entry == null ? 0 : quantity.multiply(entry).doubleValue();
        }
    }

    /** Tokens appeared that nobody bought or sent. */
    record Airdropped(InstrumentKey key, BigDecimal quantity) implements AccountEvent {}

    /** A venue closed a winning perpetual against a position it had to liquidate, at a price, for a fee. */
    record Deleveraged(InstrumentKey perp, BigDecimal quantity, BigDecimal price, BigDecimal fee)
            implements AccountEvent {}

    /** Somebody exchanged one balance for another past the strategy. */
    record ManuallyTraded(InstrumentKey from, InstrumentKey to, BigDecimal paid, BigDecimal received)
            implements AccountEvent {}

    /** A venue took an order and works it; what comes of it is reported later. */
    record Accepted(OrderRef order) implements AccountEvent {}

    /** An order was refused and changed nothing. */
    record Rejected(OrderRef order, RejectReason reason, String detail) implements AccountEvent {}
}
