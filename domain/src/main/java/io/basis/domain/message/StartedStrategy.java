package io.basis.domain.message;

import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;

/** The latest word on a strategy: its definition and where it stands. */
public record StartedStrategy(StrategyDefinition definition, Status status) implements Message {}
