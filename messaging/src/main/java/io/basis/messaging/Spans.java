package io.basis.messaging;

import io.basis.domain.message.Topic;
import org.jspecify.annotations.Nullable;

/** Surrounds the processing of each message, for traces. */
@FunctionalInterface
public interface Spans {

    /** No traces. */
    Spans NONE = (strategy, topic, sequence, work) -> work.run();

    /**
     * Runs the work within a span, and lets what it throws pass.
     *
     * @param topic where the message came from, or null when the service gave it to itself
     */
    void around(String strategy, @Nullable Topic topic, long sequence, Runnable work);
}
