package io.basis.messaging;

import io.basis.domain.message.Message;

/** A message that the service itself gives to a strategy it owns, such as the tick of a clock; lost when it is late. */
public record Local(String strategy, Message message) {}
