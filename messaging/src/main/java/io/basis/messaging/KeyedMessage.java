package io.basis.messaging;

import io.basis.domain.message.Message;
import io.basis.domain.message.Topic;

/** A message that took effect: consumed by a core, or emitted by it. */
public record KeyedMessage(String strategy, Topic topic, long sequence, Message message) {}
