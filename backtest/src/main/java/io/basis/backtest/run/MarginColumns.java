package io.basis.backtest.run;

import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Venue;

/** The margin account at one exchange over the run, in USDT; the ratio is infinite where nothing is short or long. */
public record MarginColumns(
        Venue venue, Column cash, Column unrealised, Column collateral, Column notional, Column ratio) {

    /** Columns that an account takes. */
    static final int WIDTH = 5;

    static MarginColumns of(Venue venue, Rows rows, int first) {
        return new MarginColumns(
                venue,
                rows.column(first),
                rows.column(first + 1),
                rows.column(first + 2),
                rows.column(first + 3),
                rows.column(first + 4));
    }

    static void set(Rows rows, int place, VenueMargin margin) {
        rows.set(place, margin.cash());
        rows.set(place + 1, margin.unrealised());
        rows.set(place + 2, margin.collateral());
        rows.set(place + 3, margin.notional());
        rows.set(place + 4, margin.ratio());
    }
}
