package io.basis.domain.order;

/**
 * Names an order of a strategy by the group that holds it and its place there, both counted from 1.
 *
 * <p>Derived, never random: the same decision names the same order after every restart.
 */
public record OrderRef(long group, int index) {}
