package io.basis.domain.message;

/**
 * A service cannot go on with a strategy.
 *
 * @param code stable code of the refusal, such as {@code DAT-001}
 * @param reason one line: what, where, what would be right
 * @param service name of the service that halted it
 */
public record StrategyHalt(String code, String reason, String service) implements Message {}
