package io.basis.venues.simulated;

import io.basis.domain.instrument.Asset;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Costs.TradeBps;
import java.math.BigDecimal;
import java.util.List;

/** Fees, slippage and gas of simulated executions; every cost is rounded up, against the strategy. */
final class CostModel {

    private static final BigDecimal BPS = new BigDecimal("0.0001");

    private final Costs costs;

    CostModel(Costs costs) {
        this.costs = costs;
    }

    /** Fee and slippage of one trade, in the asset that pays them. */
    record TradeCost(BigDecimal fee, BigDecimal slippage) {}

    TradeCost spot(Asset base, BigDecimal notional) {
        return charged(costs.trade(base.name() + "USDT", costs.spotTakerBps(), notional), notional, Asset.USDT);
    }

    TradeCost perp(Asset base, BigDecimal notional) {
        return charged(costs.trade(base.name() + "USDT-PERP", costs.perpTakerBps(), notional), notional, Asset.USDT);
    }

    /**
     * A swap through one pool or several.
     *
     * @param pairs the pools, each a token against WETH, or WETH against USDT
     * @param notional size in USDT, which finds the bucket of the table
     * @param received units of the token received, which pays the costs
     */
    TradeCost swap(List<String> pairs, BigDecimal notional, BigDecimal received, Asset to) {
        BigDecimal fee = BigDecimal.ZERO;
        BigDecimal slippage = BigDecimal.ZERO;
        for (String pair : pairs) {
            TradeCost cost = charged(costs.trade(pair, costs.poolBps(pair), notional), received, to);
            fee = fee.add(cost.fee());
            slippage = slippage.add(cost.slippage());
        }
        return new TradeCost(fee, slippage);
    }

    private static TradeCost charged(TradeBps bps, BigDecimal amount, Asset payer) {
        return new TradeCost(share(bps.fee(), amount, payer), share(bps.slippage(), amount, payer));
    }

    private static BigDecimal share(BigDecimal bps, BigDecimal amount, Asset asset) {
        return Decimals.up(bps.multiply(BPS).multiply(amount), asset);
    }

    BigDecimal liquidation(BigDecimal notional) {
        return Decimals.up(costs.liquidationFee().multiply(notional), Asset.USDT);
    }

    BigDecimal gas(GasOperation operation, double gwei) {
        return costs.gas(operation, gwei);
    }
}
