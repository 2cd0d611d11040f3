package io.basis.domain.money;

import io.basis.domain.instrument.Asset;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact decimals at fixed scales: every rounding of the platform, by name. */
public final class Decimals {

    /** Decimals of a fill price. */
    public static final int PRICE_SCALE = 8;

    private Decimals() {}

    /**
     * The shortest decimal that reads back as this double: what the market data said, not its binary expansion.
     *
     * @throws IllegalArgumentException for NaN and infinities, which are no amounts
     */
    public static BigDecimal observed(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a number: " + value);
        }
        return BigDecimal.valueOf(value);
    }

    /** A market price as the price of a fill, rounded half-even. */
    public static BigDecimal fillPrice(double price) {
        return observed(price).setScale(PRICE_SCALE, RoundingMode.HALF_EVEN);
    }

    /** Rounds towards zero, so that an amount sized from an estimate never exceeds it. */
    public static BigDecimal down(double value, int scale) {
        return observed(value).setScale(scale, RoundingMode.DOWN);
    }

    /** Rounds an amount of an asset towards zero. */
    public static BigDecimal down(BigDecimal value, Asset asset) {
        return value.setScale(asset.scale(), RoundingMode.DOWN);
    }

    /** Rounds a cash flow of an asset half-even, so that roundings do not add up to one side. */
    public static BigDecimal halfEven(BigDecimal value, Asset asset) {
        return value.setScale(asset.scale(), RoundingMode.HALF_EVEN);
    }

    /** Rounds a cost of an asset up, so that a charge is never understated. */
    public static BigDecimal up(BigDecimal value, Asset asset) {
        return value.setScale(asset.scale(), RoundingMode.UP);
    }

    /** One canonical text for equal amounts: no exponent, no trailing zeros. */
    public static String canonical(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
