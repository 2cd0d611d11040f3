package io.basis.strategy.family;

import io.basis.domain.instrument.Instruments;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.Execution.Filter;
import io.basis.domain.strategy.Parameters;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sizes of exchange orders: whole lots, rounded towards zero, and nothing that an exchange would find too small. */
final class Sizes {

    private final Filter spot;
    private final Filter perp;

    Sizes(Parameters parameters) {
        spot = parameters.execution().spot();
        perp = parameters.execution().perp();
    }

    BigDecimal spot(double units, double price) {
        return sized(Decimals.down(units, Instruments.PERP_SCALE), price, spot, false);
    }

    BigDecimal spot(BigDecimal units, double price) {
        return sized(units, price, spot, false);
    }

    /** @param reduces true when the position gets smaller, which an exchange takes in any notional */
    BigDecimal perp(BigDecimal units, double price, boolean reduces) {
        return sized(units, price, perp, reduces);
    }

    private static BigDecimal sized(BigDecimal units, double price, Filter filter, boolean reduces) {
        BigDecimal whole = filter.lot().signum() == 0
                ? units
                : units.divide(filter.lot(), 0, RoundingMode.DOWN).multiply(filter.lot());
        boolean tooSmall =
                whole.abs().doubleValue() * price < filter.minNotional().doubleValue();
        return tooSmall && !reduces ? BigDecimal.ZERO : whole;
    }
}
