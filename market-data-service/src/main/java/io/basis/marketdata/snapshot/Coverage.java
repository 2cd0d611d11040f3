package io.basis.marketdata.snapshot;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.SeriesSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The window in which all of some series have values, holes inside apart, and which of them bound it.
 *
 * @param from first instant
 * @param to last instant; before {@code from} if there is no common window
 * @param bindingFrom the series that starts last
 * @param bindingTo the series that ends first
 */
public record Coverage(Instant from, Instant to, SeriesKey bindingFrom, SeriesKey bindingTo) {

    /**
     * The common window of some series, substitutes included where the policy allows them.
     *
     * @throws io.basis.venues.catalogue.CatalogueException if a series has no data and nothing stands in for it
     */
    public static Coverage of(SeriesSource source, List<SeriesKey> keys, GapPolicy gaps) {
        List<Supply> supplies = new ArrayList<>();
        for (SeriesKey key : keys) {
            // Predictions bound no window, and making them takes longer than all the rest.
            if (key.kind() != SeriesKind.SIGNAL) {
                supplies.add(new Supply(source, key, gaps));
            }
        }
        return of(supplies);
    }

    static Coverage of(List<Supply> supplies) {
        if (supplies.isEmpty()) {
            throw new IllegalArgumentException("no series, at least one is needed");
        }
        Supply latest = supplies.getFirst();
        Supply earliest = supplies.getFirst();
        for (Supply supply : supplies) {
            latest = supply.start() > latest.start() ? supply : latest;
            earliest = supply.end() < earliest.end() ? supply : earliest;
        }
        return new Coverage(
                Instant.ofEpochMilli(latest.start()),
                Instant.ofEpochMilli(earliest.end()),
                latest.key(),
                earliest.key());
    }

    /** True if there is any instant at which all the series have a value. */
    public boolean exists() {
        return !from.isAfter(to);
    }

    public boolean contains(Instant first, Instant last) {
        return !first.isBefore(from) && !last.isAfter(to);
    }

    /** For people: the window and what bounds it. */
    @Override
    public String toString() {
        return exists()
                ? from + " to " + to + " (from " + bindingFrom + ", to " + bindingTo + ")"
                : "none, as " + bindingTo + " ends " + to + " and " + bindingFrom + " starts " + from;
    }
}
