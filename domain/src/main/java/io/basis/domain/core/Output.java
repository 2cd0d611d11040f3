package io.basis.domain.core;

import io.basis.domain.message.Message;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueCall;

/** Where a core puts the messages that follow; they are keyed by the strategy whose state was given. */
@FunctionalInterface
public interface Output {
    void emit(Topic topic, Message message);

    /** Calls a venue once the new state is stored; only where there are venues outside the loop. */
    default void call(VenueCall call) {
        throw new IllegalStateException("there is no venue to call here");
    }
}
