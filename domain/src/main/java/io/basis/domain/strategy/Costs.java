package io.basis.domain.strategy;

import io.basis.domain.instrument.Asset;
import io.basis.domain.money.Decimals;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What trading and holding cost at the simulated venues; each kind can be switched off.
 *
 * @param spotTakerBps taker fee on spot, basis points of notional
 * @param perpTakerBps taker fee on perpetuals, basis points of notional
 * @param poolBps fee of a Uniswap pool, basis points of what is swapped
 * @param lstPoolBps the same of a pool of a staked token
 * @param allInBps all-in cost in basis points by pair and trade size in USDT; slippage is what exceeds the fee
 * @param gasUnits gas units by operation
 * @param gasMultiplier safety factor on gas
 * @param negativeUsdtInterest yearly rate on USDT owed to a venue, fraction
 * @param liquidationFee fee of a forced close, fraction of notional
 */
public record Costs(
        boolean fees,
        boolean slippage,
        boolean gas,
        boolean interest,
        BigDecimal spotTakerBps,
        BigDecimal perpTakerBps,
        BigDecimal poolBps,
        BigDecimal lstPoolBps,
        Map<String, NavigableMap<BigDecimal, BigDecimal>> allInBps,
        Map<GasOperation, Long> gasUnits,
        BigDecimal gasMultiplier,
        BigDecimal negativeUsdtInterest,
        BigDecimal liquidationFee) {

    private static final BigDecimal GWEI = new BigDecimal("0.000000001");

    public Costs {
        Map<String, NavigableMap<BigDecimal, BigDecimal>> ordered = new TreeMap<>();
        allInBps.forEach((pair, table) -> ordered.put(pair, new TreeMap<>(table)));
        allInBps = java.util.Collections.unmodifiableMap(ordered);
        // In the order of the enum: the order of Map.copyOf differs from one JVM to the next, and so would the JSON.
        Map<GasOperation, Long> units = new EnumMap<>(GasOperation.class);
        units.putAll(gasUnits);
        gasUnits = java.util.Collections.unmodifiableMap(units);
    }

    /**
     * Fee and slippage of a market order, in basis points of what is traded.
     *
     * <p>The table is all-in, so slippage is what it has beyond the fee, whether the fee is charged or not.
     *
     * @param feeBps fee of the venue
     * @param notional size, USDT, which finds the smallest bucket that holds it; beyond the largest one, the largest
     */
    public TradeBps trade(String pair, BigDecimal feeBps, BigDecimal notional) {
        BigDecimal slippageBps =
                slippage ? allIn(pair, notional).subtract(feeBps).max(BigDecimal.ZERO) : BigDecimal.ZERO;
        return new TradeBps(fees ? feeBps : BigDecimal.ZERO, slippageBps);
    }

    private BigDecimal allIn(String pair, BigDecimal notional) {
        @Nullable NavigableMap<BigDecimal, BigDecimal> table = allInBps.get(pair);
        if (table == null) {
            throw new IllegalArgumentException("no execution costs configured for " + pair);
        }
        Map.@Nullable Entry<BigDecimal, BigDecimal> bucket = table.ceilingEntry(notional);
        return bucket == null ? table.lastEntry().getValue() : bucket.getValue();
    }

    /** Fee of the pool of a token against WETH, or of WETH against USDT, basis points. */
    public BigDecimal poolBps(String pair) {
        return pair.equals("WEETHWETH") || pair.equals("WSTETHWETH") ? lstPoolBps : poolBps;
    }

    /** Gas of an operation at a gas price in gwei, ETH, rounded up: units × price × safety factor. */
    public BigDecimal gas(GasOperation operation, double gwei) {
        if (!gas) {
            return BigDecimal.ZERO;
        }
        @Nullable Long units = gasUnits.get(operation);
        if (units == null) {
            throw new IllegalArgumentException("no gas units configured for " + operation);
        }
        BigDecimal price = Decimals.observed(gwei).multiply(GWEI);
        return Decimals.up(BigDecimal.valueOf(units).multiply(price).multiply(gasMultiplier), Asset.ETH);
    }

    /** What a trade costs, basis points. */
    public record TradeBps(BigDecimal fee, BigDecimal slippage) {

        public BigDecimal sum() {
            return fee.add(slippage);
        }
    }

    /** On-chain operations that cost gas. */
    public enum GasOperation {
        TRANSFER,
        SUPPLY,
        REDEEM,
        BORROW,
        REPAY,
        STAKE,
        UNSTAKE,
        SWAP,
        UNWRAP,
        ENABLE_EMODE,
        /** A whole atomic group that enters: flash loan, stake, supply, borrow. */
        ATOMIC_ENTRY,
        /** A whole atomic group that leaves: flash loan, repay, redeem, swap. */
        ATOMIC_EXIT
    }
}
