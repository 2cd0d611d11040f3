package io.basis.domain.order;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import java.math.BigDecimal;

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

    /** Buys (positive) or sells (negative) a perpetual at the market. */
    record PerpTrade(Venue venue, Asset base, BigDecimal quantity) implements Order {
        public PerpTrade {
            requireNonZero(quantity, "perp trade");
        }
    }

    /** Supplies wallet tokens to Aave. */
    record Supply(Asset asset, BigDecimal amount) implements Order {
        public Supply {
            requirePositive(amount, "supply");
        }
    }

    /** Takes tokens back from Aave to the wallet; the amount is in underlying units. */
    record Redeem(Asset asset, BigDecimal amount) implements Order {
        public Redeem {
            requirePositive(amount, "redeem");
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
