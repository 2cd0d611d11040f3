package io.basis.domain.core;

import io.basis.domain.message.Message;
import io.basis.domain.message.Topic;

/** Where a core puts the messages that follow; they are keyed by the strategy whose state was given. */
@FunctionalInterface
public interface Output {
    void emit(Topic topic, Message message);
}
