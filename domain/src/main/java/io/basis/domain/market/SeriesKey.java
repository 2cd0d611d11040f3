package io.basis.domain.market;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;

/**
 * Names one market-data series as {@code kind:source:symbol}, for example {@code spot:binance:BTCUSDT}.
 *
 * @param source the venue, protocol or network the value comes from, by its wire name
 */
public record SeriesKey(SeriesKind kind, String source, String symbol) {

    /** Gas price of Ethereum, gwei. */
    public static final SeriesKey GAS = new SeriesKey(SeriesKind.GAS, "ethereum", "gwei");

    public SeriesKey {
        if (source.isEmpty() || symbol.isEmpty()) {
            throw new IllegalArgumentException("not kind:source:symbol: '" + kind + ":" + source + ":" + symbol + "'");
        }
    }

    public static SeriesKey parse(String key) {
        String[] part = key.split(":", -1);
        if (part.length != 3) {
            throw new IllegalArgumentException("not kind:source:symbol: '" + key + "'");
        }
        return new SeriesKey(SeriesKind.of(part[0]), part[1], part[2]);
    }

    public static SeriesKey spot(Venue venue, Asset base) {
        return new SeriesKey(SeriesKind.SPOT, venue.toString(), base.name() + "USDT");
    }

    public static SeriesKey perp(Venue venue, Asset base) {
        return new SeriesKey(SeriesKind.PERP, venue.toString(), base.name() + "USDT");
    }

    public static SeriesKey funding(Venue venue, Asset base) {
        return new SeriesKey(SeriesKind.FUNDING, venue.toString(), base.name() + "USDT");
    }

    public static SeriesKey liquidityIndex(Asset asset) {
        return new SeriesKey(SeriesKind.LIQUIDITY_INDEX, Venue.AAVE_V3.toString(), asset.name());
    }

    public static SeriesKey borrowIndex(Asset asset) {
        return new SeriesKey(SeriesKind.BORROW_INDEX, Venue.AAVE_V3.toString(), asset.name());
    }

    @Override
    public String toString() {
        return kind + ":" + source + ":" + symbol;
    }
}
