package io.basis.backtest.run;

import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Venue;

/** The margin account at one exchange over the run, in USDT; the ratio is infinite where nothing is short or long. */
public record MarginColumns(
        Venue venue, Column cash, Column unrealised, Column collateral, Column notional, Column ratio) {

    MarginColumns(Venue venue, int capacity) {
        this(
                venue,
                new Column(capacity),
                new Column(capacity),
                new Column(capacity),
                new Column(capacity),
                new Column(capacity));
    }

    void set(int row, VenueMargin margin) {
        cash.set(row, margin.cash());
        unrealised.set(row, margin.unrealised());
        collateral.set(row, margin.collateral());
        notional.set(row, margin.notional());
        ratio.set(row, margin.ratio());
    }
}
