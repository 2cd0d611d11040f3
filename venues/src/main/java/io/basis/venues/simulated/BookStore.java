package io.basis.venues.simulated;

import java.util.function.Function;

/** Where simulated venues outside the loop keep their books, apart from everything the services store. */
public interface BookStore {

    /**
     * Reads and changes the books of a strategy; of concurrent calls one goes first, and what a call changed is kept once
     * it returns.
     */
    <T> T change(String strategy, Function<VenueBooks, T> change);
}
