package io.basis.venues.simulated;

import io.basis.domain.instrument.Asset;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Costs.GasOperation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Fees, slippage and gas of simulated executions; every cost is rounded up, against the strategy. */
final class CostModel {

    private static final BigDecimal BPS = new BigDecimal("0.0001");
    private static final BigDecimal GWEI = new BigDecimal("0.000000001");

    private final Costs costs;

    CostModel(Costs costs) {
        this.costs = costs;
    }

    /** Fee and slippage of one trade, in the asset that pays them. */
    record TradeCost(BigDecimal fee, BigDecimal slippage) {}

    TradeCost spot(Asset base, BigDecimal notional) {
        return trade(base.name() + "USDT", costs.spotTakerBps(), notional, notional, Asset.USDT);
    }

    TradeCost perp(Asset base, BigDecimal notional) {
        return trade(base.name() + "USDT-PERP", costs.perpTakerBps(), notional, notional, Asset.USDT);
    }

    /**
     * A swap through one pool or several.
     *
     * @param pairs the pools, each token against WETH, or WETH against USDT
     * @param notional size in USDT, which finds the bucket of the table
     * @param received units of the token received, which pays the costs
     */
    TradeCost swap(List<String> pairs, BigDecimal notional, BigDecimal received, Asset to) {
        BigDecimal fee = BigDecimal.ZERO;
        BigDecimal slippage = BigDecimal.ZERO;
        for (String pair : pairs) {
            BigDecimal poolBps =
                    pair.equals("WEETHWETH") || pair.equals("WSTETHWETH") ? costs.lstPoolBps() : costs.poolBps();
            TradeCost cost = trade(pair, poolBps, notional, received, to);
            fee = fee.add(cost.fee());
            slippage = slippage.add(cost.slippage());
        }
        return new TradeCost(fee, slippage);
    }

    /** The table is all-in, so slippage is what it has beyond the fee, whether the fee is charged or not. */
    private TradeCost trade(String pair, BigDecimal feeBps, BigDecimal notional, BigDecimal amount, Asset payer) {
        BigDecimal fee = costs.fees() ? share(feeBps, amount, payer) : BigDecimal.ZERO;
        BigDecimal slippage = BigDecimal.ZERO;
        if (costs.slippage()) {
            slippage = share(allInBps(pair, notional).subtract(feeBps).max(BigDecimal.ZERO), amount, payer);
        }
        return new TradeCost(fee, slippage);
    }

    /** The smallest size bucket that holds the trade; beyond the largest one, the largest. */
    private BigDecimal allInBps(String pair, BigDecimal notional) {
        @Nullable NavigableMap<BigDecimal, BigDecimal> table = costs.allInBps().get(pair);
        if (table == null) {
            throw new IllegalArgumentException("no execution costs configured for " + pair);
        }
        Map.@Nullable Entry<BigDecimal, BigDecimal> bucket = table.ceilingEntry(notional);
        return bucket == null ? table.lastEntry().getValue() : bucket.getValue();
    }

    private static BigDecimal share(BigDecimal bps, BigDecimal amount, Asset asset) {
        return Decimals.up(bps.multiply(BPS).multiply(amount), asset);
    }

    BigDecimal liquidation(BigDecimal notional) {
        return Decimals.up(costs.liquidationFee().multiply(notional), Asset.USDT);
    }

    /** Gas of an operation, ETH: units × gas price × safety factor. */
    BigDecimal gas(GasOperation operation, double gwei) {
        if (!costs.gas()) {
            return BigDecimal.ZERO;
        }
        @Nullable Long units = costs.gasUnits().get(operation);
        if (units == null) {
            throw new IllegalArgumentException("no gas units configured for " + operation);
        }
        BigDecimal price = Decimals.observed(gwei).multiply(GWEI);
        return Decimals.up(BigDecimal.valueOf(units).multiply(price).multiply(costs.gasMultiplier()), Asset.ETH);
    }
}
