package io.basis.venues.catalogue;

import io.basis.domain.market.SeriesKey;

/** One whole series in memory, its rows strictly ascending in time. */
public sealed interface TimeSeries permits Bars, Points {

    SeriesKey key();

    /** Length of a bar, or the usual distance of two points, in milliseconds. */
    long stepMillis();

    int size();

    /** Stamp of a row, milliseconds since 1970: the open of a bar, the instant of a point. */
    long time(int row);

    /** The last row stamped at or before an instant, or -1. */
    int rowAt(long timeMillis);
}
