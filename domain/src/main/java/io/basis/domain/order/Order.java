package io.basis.domain.order;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One instruction to a venue. Amounts are positive; the quantity of a trade is signed, positive to buy. */
public sealed interface Order {

    /** Capital arrives from outside and is credited to a balance. */
    record Deposit(InstrumentKey into, BigDecimal amount) implements Order {
        public Deposit {
            requirePositive(amount, "deposit");
        }
    }

    /** Capital leaves to the owner, settling the withdrawal of that name. */
    record Withdrawal(InstrumentKey from, BigDecimal amount, String flow) implements Order {
        public Withdrawal {
            requirePositive(amount, "withdrawal");
        }
    }

    /** Moves a balance between venues; it may be in transit for a while. */
    record Transfer(Asset asset, BigDecimal amount, Venue from, Venue to) implements Order {
        public Transfer {
            requirePositive(amount, "transfer");
        }
    }

    /** Buys (positive) or sells (negative) a coin against USDT at the market. */
    record SpotTrade(Venue venue, Asset base, BigDecimal quantity) implements Order {
        public SpotTrade {
            requireNonZero(quantity, "spot trade");
        }
    }

    /**
     * Buys (positive) or sells (negative) a perpetual at the market.
     *
     * @param stops orders that close the position at a profit or a loss, or null
     */
    record PerpTrade(
            Venue venue,
            Asset base,
            BigDecimal quantity,
            @Nullable Stops stops) implements Order {
        public PerpTrade {
            requireNonZero(quantity, "perp trade");
        }

        public PerpTrade(Venue venue, Asset base, BigDecimal quantity) {
            this(venue, base, quantity, null);
        }
    }

    /**
     * Where an opened position closes itself, as moves from the price of the fill, fractions.
     *
     * @param takeProfit move in favour of the position
     * @param stopLoss move against it
     */
    record Stops(BigDecimal takeProfit, BigDecimal stopLoss) {
        public Stops {
            requirePositive(takeProfit, "take profit");
            requirePositive(stopLoss, "stop loss");
        }
    }

    /** Supplies tokens to Aave from where they lie: the wallet, or the protocol of a staked token. */
    record Supply(Asset asset, BigDecimal amount) implements Order {
        public Supply {
            requirePositive(amount, "supply");
        }
    }

    /** Takes tokens back from Aave to where they lie; the amount is in underlying units. */
    record Redeem(Asset asset, BigDecimal amount) implements Order {
        public Redeem {
            requirePositive(amount, "redeem");
        }
    }

    /** Puts the Aave account into the e-mode of ETH-correlated assets, which lends more against them. */
    record EnableEMode() implements Order {}

    /** Borrows WETH from Aave; into the wallet it arrives unwrapped, as ETH. */
    record Borrow(InstrumentKey into, BigDecimal amount) implements Order {
        public Borrow {
            requirePositive(amount, "borrow");
        }
    }

    /** Repays WETH owed to Aave; what exceeds the debt stays where it is. */
    record Repay(InstrumentKey from, BigDecimal amount) implements Order {
        public Repay {
            requirePositive(amount, "repay");
        }
    }

    /** Borrows WETH until the end of the atomic group that this order opens. */
    record FlashBorrow(BigDecimal amount) implements Order {
        public FlashBorrow {
            requirePositive(amount, "flash borrow");
        }
    }

    /** Returns a flash loan with its fee; what is left of the flash leg goes to the wallet as ETH. */
    record FlashRepay(BigDecimal amount) implements Order {
        public FlashRepay {
            requirePositive(amount, "flash repay");
        }
    }

    /** Stakes ETH of the wallet, or WETH of the flash leg, for a staked token at its protocol rate. */
    record Stake(InstrumentKey from, Asset lst, BigDecimal amount) implements Order {
        public Stake {
            requirePositive(amount, "stake");
        }
    }

    /** Hands a staked token back to its protocol, which pays the ETH out after its queue. */
    record Unstake(Asset lst, BigDecimal amount) implements Order {
        public Unstake {
            requirePositive(amount, "unstake");
        }
    }

    /**
     * Swaps tokens at Uniswap.
     *
     * @param amount units of the token given
     * @param least units of the token received, costs deducted, below which the swap fails
     */
    record Swap(InstrumentKey from, InstrumentKey to, BigDecimal amount, BigDecimal least) implements Order {
        public Swap {
            requirePositive(amount, "swap");
        }
    }

    /** Opens KING tokens into the tokens they consist of. */
    record Unwrap(BigDecimal amount) implements Order {
        public Unwrap {
            requirePositive(amount, "unwrap");
        }
    }

    private static void requirePositive(BigDecimal amount, String what) {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException(what + " must be positive, got " + amount);
        }
    }

    private static void requireNonZero(BigDecimal quantity, String what) {
        if (quantity.signum() == 0) {
            throw new IllegalArgumentException(what + " must not be zero");
        }
    }
}
