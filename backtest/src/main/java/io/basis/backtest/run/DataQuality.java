package io.basis.backtest.run;

import io.basis.domain.market.SeriesKey;
import java.util.List;

/**
 * How often a run had to do with market data that was not simply there.
 *
 * @param substituted values computed from other series by a rule of the gap policy
 * @param stale values older than their series' limit allows
 * @param missing values that were due and could not be had
 * @param series the same by series, those without any left out
 */
public record DataQuality(long substituted, long stale, long missing, List<SeriesQuality> series) {

    public DataQuality {
        series = List.copyOf(series);
    }

    /** The counts of one series. */
    public record SeriesQuality(SeriesKey key, long substituted, long stale, long missing) {}
}
