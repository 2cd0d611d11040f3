package io.basis.domain.message;

/** The clock of a paper run lets the next instant begin; given by the shell, never sent. */
public record Release() implements Message {}
