package io.basis.backtest.cli;

import java.util.Locale;

/** How results are printed. */
enum Format {
    TABLE,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
