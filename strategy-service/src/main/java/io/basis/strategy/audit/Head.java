package io.basis.strategy.audit;

/**
 * The end of a chain, kept apart from it so that a chain cannot be cut short unseen.
 *
 * @param count number of records
 * @param hash of the last one
 */
public record Head(String strategy, long count, String hash) {

    /** The head of a strategy of which nothing is recorded. */
    public static Head none(String strategy) {
        return new Head(strategy, 0, AuditChain.START);
    }
}
