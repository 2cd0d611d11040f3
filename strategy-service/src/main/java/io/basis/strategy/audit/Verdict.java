package io.basis.strategy.audit;

/** What looking through a chain showed. */
public sealed interface Verdict {

    String strategy();

    /** Every record is there, as it was written. */
    record Intact(Head head) implements Verdict {
        @Override
        public String strategy() {
            return head.strategy();
        }
    }

    /**
     * Somebody changed the chain.
     *
     * @param sequence of the first record that is not as it was written
     * @param detail one line: what does not match
     */
    record Broken(String strategy, long sequence, Fault fault, String detail) implements Verdict {}

    /** What was done to a record. */
    enum Fault {
        ALTERED,
        REMOVED,
        INSERTED,
        REORDERED
    }
}
