package io.basis.venues.catalogue;

import io.basis.domain.market.SeriesKey;

/** Where whole series come from: a catalogue folder, or a recorded topic. */
public interface SeriesSource {

    /** True if {@link #series} would find data for the key; whether the data is sound shows only there. */
    boolean has(SeriesKey key);

    /**
     * One whole series, checked to its end.
     *
     * @throws CatalogueException if there is no such series or its data is unsound
     */
    TimeSeries series(SeriesKey key);
}
