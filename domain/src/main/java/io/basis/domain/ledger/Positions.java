package io.basis.domain.ledger;

import io.basis.domain.instrument.InstrumentKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * What a strategy holds after a commit: exact quantities, and a {@code double} mirror of them for estimates.
 *
 * <p>Immutable. A perpetual also carries its cost, Σ signed quantity × price of what is still open, so that its
 * unrealised profit is quantity × mark − cost and its average entry is cost ÷ quantity.
 */
public final class Positions {

    private final PositionLayout layout;
    final BigDecimal[] quantity;
    final BigDecimal[] cost;
    final double[] quantityMirror;
    final double[] costMirror;

    Positions(
            PositionLayout layout,
            BigDecimal[] quantity,
            BigDecimal[] cost,
            double[] quantityMirror,
            double[] costMirror) {
        this.layout = layout;
        this.quantity = quantity;
        this.cost = cost;
        this.quantityMirror = quantityMirror;
        this.costMirror = costMirror;
    }

    /** Nothing held in any subscribed position. */
    public static Positions none(PositionLayout layout) {
        BigDecimal[] zeros = new BigDecimal[layout.size()];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return of(layout, zeros, zeros.clone());
    }

    /** Positions from exact quantities and costs, in the order of the layout. */
    public static Positions of(PositionLayout layout, BigDecimal[] quantity, BigDecimal[] cost) {
        double[] quantityMirror = new double[layout.size()];
        double[] costMirror = new double[layout.size()];
        for (int slot = 0; slot < layout.size(); slot++) {
            quantityMirror[slot] = quantity[slot].doubleValue();
            costMirror[slot] = cost[slot].doubleValue();
        }
        return new Positions(layout, quantity.clone(), cost.clone(), quantityMirror, costMirror);
    }

    public PositionLayout layout() {
        return layout;
    }

    public BigDecimal quantity(int slot) {
        return quantity[slot];
    }

    /** The quantity of an instrument, zero when it is not subscribed. */
    public BigDecimal quantity(InstrumentKey key) {
        int slot = layout.slot(key);
        return slot < 0 ? BigDecimal.ZERO : quantity[slot];
    }

    /** Open cost of a perpetual, USDT, a fraction of a micro while it is flat; zero for every other position. */
    public BigDecimal cost(int slot) {
        return cost[slot];
    }

    /** The quantity as an estimate. */
    public double units(int slot) {
        return quantityMirror[slot];
    }

    /** The quantity of an instrument as an estimate, zero when it is not subscribed. */
    public double units(InstrumentKey key) {
        int slot = layout.slot(key);
        return slot < 0 ? 0 : quantityMirror[slot];
    }

    /** The open cost of a perpetual as an estimate, USDT. */
    public double openCost(int slot) {
        return costMirror[slot];
    }

    /** Average entry price of a perpetual, USDT; zero when flat. */
    public BigDecimal averageEntry(int slot) {
        return quantity[slot].signum() == 0
                ? BigDecimal.ZERO
                : cost[slot].divide(quantity[slot], new MathContext(24, RoundingMode.HALF_EVEN));
    }
}
