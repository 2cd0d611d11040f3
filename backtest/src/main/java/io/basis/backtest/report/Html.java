package io.basis.backtest.report;

import io.basis.domain.instrument.Asset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers and texts are written in the report. */
final class Html {

    /** Stands where a figure does not exist. */
    static final String NONE = "–";

    private Html() {}

    /** A text that may hold anything, as content of an element. */
    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String amount(double value, Asset asset) {
        return String.format(Locale.ROOT, asset == Asset.USDT ? "%,.2f" : "%,.4f", value);
    }

    /** A fraction as per cent. */
    static String percent(@Nullable Double fraction) {
        return fraction == null ? NONE : String.format(Locale.ROOT, "%.2f %%", fraction * 100);
    }

    static String number(@Nullable Double value, int decimals) {
        return value == null ? NONE : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A configured fraction, with as many digits as it has. */
    static String setting(double fraction) {
        return String.format(
                Locale.ROOT,
                "%s %%",
                java.math.BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString());
    }
}
