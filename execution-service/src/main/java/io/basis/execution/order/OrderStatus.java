package io.basis.execution.order;

/**
 * How far an order has come: {@code PENDING → SENT → ACKNOWLEDGED → PARTIALLY_FILLED → FILLED | REJECTED | CANCELLED},
 * and {@code UNKNOWN} wherever a call was made and nothing is known of it.
 */
public enum OrderStatus {
    /** The intent is stored; no call was made, or it is proven that none took effect. */
    PENDING,
    /** A call is made, or was lost before it was: its answer is awaited. */
    SENT,
    /** The venue may or may not have the order, and is asked. */
    UNKNOWN,
    /** The venue has it. */
    ACKNOWLEDGED,
    PARTIALLY_FILLED,
    FILLED,
    /** The venue refused it, or it was never sent because an order before it failed. */
    REJECTED,
    /** What did not fill in time was taken back. */
    CANCELLED;

    /** True when nothing more happens to the order. */
    public boolean done() {
        return this == FILLED || this == REJECTED || this == CANCELLED;
    }

    /** True when the venue is known to work on it. */
    public boolean open() {
        return this == ACKNOWLEDGED || this == PARTIALLY_FILLED;
    }
}
