package io.basis.strategy.plan;

import io.basis.domain.order.OrderRef;

/**
 * Why a strategy needs attention.
 *
 * @param order the order that was refused
 * @param text what was refused, why, and what is open: one line
 */
public record Attention(OrderRef order, String text) {}
