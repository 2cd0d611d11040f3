package io.basis.domain.strategy;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

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

    public Costs {
        Map<String, NavigableMap<BigDecimal, BigDecimal>> ordered = new TreeMap<>();
        allInBps.forEach((pair, table) -> ordered.put(pair, new TreeMap<>(table)));
        allInBps = java.util.Collections.unmodifiableMap(ordered);
        // In the order of the enum: the order of Map.copyOf differs from one JVM to the next, and so would the JSON.
        Map<GasOperation, Long> units = new EnumMap<>(GasOperation.class);
        units.putAll(gasUnits);
        gasUnits = java.util.Collections.unmodifiableMap(units);
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
