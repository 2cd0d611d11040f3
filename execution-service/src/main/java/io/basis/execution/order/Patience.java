package io.basis.execution.order;

import java.time.Duration;

/**
 * How long execution-service waits for what.
 *
 * @param answer for the answer to a call, before the venue is asked what became of it
 * @param validity of a placement: the venue refuses one that reaches it later
 * @param window after a placement, before "not found" proves that it never took effect and never will; longer than
 *     {@code validity}, or a call that was held up could act after it was given up
 * @param poll between two questions about an order that is open
 * @param fill for an order to fill, before what is open of it is taken back
 */
public record Patience(Duration answer, Duration validity, Duration window, Duration poll, Duration fill) {

    /** For exchanges and chains: a placement that is ten seconds old is refused, and not found after fifteen is never. */
    public static final Patience USUAL = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));

    public Patience {
        if (window.compareTo(validity) <= 0) {
            throw new IllegalArgumentException("the window " + window + " must be longer than the validity " + validity
                    + ", or one intent may have two orders");
        }
    }
}
