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

    /** Predicted direction of the next bar: 1 long, -1 short, 0 neutral. */
    public static final SeriesKey SIGNAL_DIRECTION = new SeriesKey(SeriesKind.SIGNAL, "model", "direction");

    /** Confidence in the predicted direction, 0 to 1. */
    public static final SeriesKey SIGNAL_CONFIDENCE = new SeriesKey(SeriesKind.SIGNAL, "model", "confidence");

    /** Standard deviation of the predicted return, fraction of the price. */
    public static final SeriesKey SIGNAL_SD = new SeriesKey(SeriesKind.SIGNAL, "model", "sd");

    /** What the symbol of a price series of five-minute bars ends with. */
    public static final String FIVE_MINUTES = "_5m";

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

    /** The spot price of a coin at an exchange; ETH has one price in USDT everywhere, that of Binance. */
    public static SeriesKey spot(Venue venue, Asset base) {
        Venue source = base == Asset.ETH ? Venue.BINANCE : venue;
        return new SeriesKey(SeriesKind.SPOT, source.toString(), base.name() + "USDT");
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

    public static SeriesKey borrowApr(Asset asset) {
        return new SeriesKey(SeriesKind.BORROW_APR, Venue.AAVE_V3.toString(), asset.name());
    }

    /** Protocol rate of a liquid staking token, ETH per unit. */
    public static SeriesKey lstRate(Asset lst) {
        return new SeriesKey(SeriesKind.LST_RATE, lst.home().toString(), lst.name());
    }

    /** Market price of a liquid staking token, WETH per unit. */
    public static SeriesKey lstMarket(Asset lst) {
        return new SeriesKey(SeriesKind.LST_MARKET, lst.home().toString(), lst.name());
    }

    /** Growth of a protocol rate, fraction a year. */
    public static SeriesKey lstYield(Asset lst) {
        return new SeriesKey(SeriesKind.LST_YIELD, lst.home().toString(), lst.name());
    }

    /** Tokens paid per staked ETH. */
    public static SeriesKey reward(Asset token) {
        return new SeriesKey(SeriesKind.REWARD, Venue.ETHERFI.toString(), token.name());
    }

    /** How much of a token one KING consists of. */
    public static SeriesKey inKing(Asset token) {
        return new SeriesKey(SeriesKind.CONTENTS, "king", token.name());
    }

    /** Price of a token at Uniswap in WETH. */
    public static SeriesKey pool(Asset token) {
        return new SeriesKey(SeriesKind.SPOT, Venue.UNISWAP.toString(), token.name() + "WETH");
    }

    /** The same price in five-minute bars. */
    public SeriesKey fiveMinutes() {
        return new SeriesKey(kind, source, symbol + FIVE_MINUTES);
    }

    @Override
    public String toString() {
        return kind + ":" + source + ":" + symbol;
    }
}
