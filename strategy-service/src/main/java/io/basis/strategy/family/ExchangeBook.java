package io.basis.strategy.family;

import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import java.math.BigDecimal;
import java.util.List;

/** The book at the exchanges at one assessment: coins, shorts and cash. */
record ExchangeBook(RiskAssessment now, Asset coin, List<Venue> venues) {

    /** Where spot is bought and whose spot price values the coin. */
    static final Venue MARKET = Venue.BINANCE;

    /** Coins and shorts worth less, in USDT, are crumbs that no exchange would take an order for. */
    static final double CRUMBS = 5;

    BigDecimal coins(Venue venue) {
        return now.positions().quantity(InstrumentKey.token(venue, coin));
    }

    /** Units of the perpetual; a short is negative. */
    BigDecimal perp(Venue venue) {
        return now.positions().quantity(InstrumentKey.perp(venue, coin));
    }

    BigDecimal cash(Venue venue) {
        return now.positions().quantity(InstrumentKey.token(venue, Asset.USDT));
    }

    BigDecimal coins() {
        BigDecimal total = BigDecimal.ZERO;
        for (Venue venue : venues) {
            total = total.add(coins(venue));
        }
        return total;
    }

    BigDecimal perps() {
        BigDecimal total = BigDecimal.ZERO;
        for (Venue venue : venues) {
            total = total.add(perp(venue));
        }
        return total;
    }

    /** Cash that can leave an exchange without borrowing. */
    BigDecimal available(Venue venue) {
        return Decimals.down(margin(venue).available(), Asset.USDT.scale());
    }

    VenueMargin margin(Venue venue) {
        return now.exposure().margin(venue);
    }

    double spotPrice() {
        return spotPrice(MARKET);
    }

    double spotPrice(Venue venue) {
        return price(SeriesKey.spot(venue, coin));
    }

    double mark(Venue venue) {
        return price(SeriesKey.perp(venue, coin));
    }

    private double price(SeriesKey key) {
        MarketSnapshot market = now.market();
        return market.value(market.layout().price(key));
    }

    /** Cash and unrealised profit at an exchange, USDT: what margins a short that no coins do. */
    double cashEquity(Venue venue) {
        VenueMargin margin = margin(venue);
        return margin.cash() + margin.unrealised();
    }

    /** The same at all of them. */
    double cashEquity() {
        double equity = 0;
        for (Venue venue : venues) {
            equity += cashEquity(venue);
        }
        return equity;
    }

    /** Equity at the exchanges, USDT. */
    double equity() {
        double equity = 0;
        List<VenueMargin> margins = now.exposure().margins();
        for (int i = 0; i < margins.size(); i++) {
            equity += margins.get(i).equity();
        }
        return equity;
    }

    double spotNotional() {
        double notional = 0;
        List<VenueMargin> margins = now.exposure().margins();
        for (int i = 0; i < margins.size(); i++) {
            notional += margins.get(i).collateral();
        }
        return notional;
    }

    /** True when coins or shorts are held that an order can close. */
    boolean holdsPositions() {
        return spotNotional() >= CRUMBS || shortNotional() >= CRUMBS;
    }

    double shortNotional() {
        double notional = 0;
        List<VenueMargin> margins = now.exposure().margins();
        for (int i = 0; i < margins.size(); i++) {
            notional += margins.get(i).notional();
        }
        return notional;
    }
}
