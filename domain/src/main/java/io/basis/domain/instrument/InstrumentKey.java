package io.basis.domain.instrument;

/** Names one position as {@code venue:position_type:symbol}; {@link #parse} accepts exactly what {@link #toString} prints. */
public record InstrumentKey(Venue venue, PositionType type, String symbol) {

    public InstrumentKey {
        if (symbol.isEmpty()) {
            throw new IllegalArgumentException("empty symbol in instrument key at " + venue);
        }
    }

    public static InstrumentKey parse(String key) {
        String[] part = key.split(":", -1);
        if (part.length != 3) {
            throw new IllegalArgumentException("not venue:position_type:symbol: '" + key + "'");
        }
        return new InstrumentKey(Venue.of(part[0]), PositionType.of(part[1]), part[2]);
    }

    public static InstrumentKey token(Venue venue, Asset asset) {
        return new InstrumentKey(venue, PositionType.BASE_TOKEN, asset.name());
    }

    public static InstrumentKey perp(Venue venue, Asset base) {
        return new InstrumentKey(venue, PositionType.PERP, base.name() + "USDT");
    }

    public static InstrumentKey aToken(Asset underlying) {
        return new InstrumentKey(Venue.AAVE_V3, PositionType.A_TOKEN, "a" + underlying.name());
    }

    public static InstrumentKey debtToken(Asset borrowed) {
        return new InstrumentKey(Venue.AAVE_V3, PositionType.DEBT_TOKEN, "debt" + borrowed.name());
    }

    /** A token where it lies when it is in no account. */
    public static InstrumentKey home(Asset asset) {
        return token(asset.home(), asset);
    }

    /** What a protocol owes for staked tokens handed back to it. */
    public static InstrumentKey claim(Asset lst) {
        return new InstrumentKey(lst.home(), PositionType.UNSTAKE_CLAIM, lst.name());
    }

    @Override
    public String toString() {
        return venue + ":" + type + ":" + symbol;
    }
}
