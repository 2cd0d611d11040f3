package io.basis.messaging;

/** Tells whether records of a strategy belong on a partition. */
@FunctionalInterface
public interface Placement {

    boolean right(String strategy, int partition);
}
