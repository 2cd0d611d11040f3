package io.basis.venues.simulated;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Books in memory. */
public final class MemoryBooks implements BookStore {

    private final Map<String, VenueBooks> books = new TreeMap<>();

    @Override
    public synchronized <T> T change(String strategy, Function<VenueBooks, T> change) {
        return change.apply(books.computeIfAbsent(strategy, unused -> new VenueBooks()));
    }
}
