package io.basis.domain.pnl;

/** Amounts by {@link Source}, in share-class currency; immutable. */
public final class Attribution {

    private static final int SOURCES = Source.values().length;

    public static final Attribution NONE = new Attribution(new double[SOURCES]);

    private final double[] amounts;

    /** Takes ownership of the array, which stands in the order of {@link Source}. */
    public Attribution(double[] amounts) {
        if (amounts.length != SOURCES) {
            throw new IllegalArgumentException("attribution needs " + SOURCES + " amounts, got " + amounts.length);
        }
        this.amounts = amounts;
    }

    public double amount(Source source) {
        return amounts[source.ordinal()];
    }

    public double sum() {
        double sum = 0;
        for (double amount : amounts) {
            sum += amount;
        }
        return sum;
    }

    /** A copy that the caller may change. */
    public double[] toArray() {
        return amounts.clone();
    }
}
