package io.basis.marketdata.snapshot;

import io.basis.domain.market.SeriesKey;
import java.time.Instant;

/** A series has no value where one is due, and nothing may stand in for it. */
public final class MissingDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SeriesKey series;
    private final transient Instant at;

    public MissingDataException(SeriesKey series, Instant at, String why) {
        super("series " + series + " has no value at " + at + ": " + why);
        this.series = series;
        this.at = at;
    }

    public SeriesKey series() {
        return series;
    }

    public Instant at() {
        return at;
    }
}
