package io.basis.domain.testing;

import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.strategy.StrategyDefinition;
import java.math.BigDecimal;
import java.util.Arrays;

/** Positions written down in a test: everything zero but what is said, immutable. */
public final class Book {

    private final PositionLayout layout;
    private final BigDecimal[] quantity;
    private final BigDecimal[] cost;

    private Book(PositionLayout layout, BigDecimal[] quantity, BigDecimal[] cost) {
        this.layout = layout;
        this.quantity = quantity;
        this.cost = cost;
    }

    public static Book of(StrategyDefinition definition) {
        return of(new PositionLayout(definition.positions()));
    }

    public static Book of(PositionLayout layout) {
        BigDecimal[] zeros = new BigDecimal[layout.size()];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return new Book(layout, zeros, zeros.clone());
    }

    public Book with(String key, String amount) {
        Book next = new Book(layout, quantity.clone(), cost.clone());
        next.quantity[layout.require(InstrumentKey.parse(key))] = new BigDecimal(amount);
        return next;
    }

    /** A perpetual, opened at one price. */
    public Book with(String key, String amount, String entry) {
        Book next = with(key, amount);
        next.cost[layout.require(InstrumentKey.parse(key))] = new BigDecimal(amount).multiply(new BigDecimal(entry));
        return next;
    }

    public Positions positions() {
        return Positions.of(layout, quantity, cost);
    }
}
