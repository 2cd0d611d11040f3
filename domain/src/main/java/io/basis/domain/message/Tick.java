package io.basis.domain.message;

import java.time.Instant;

/** What time it is, for a core whose own timers are due; given by the shell, never sent. */
public record Tick(Instant now) implements Message {}
