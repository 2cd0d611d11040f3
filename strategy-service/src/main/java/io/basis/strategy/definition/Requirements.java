package io.basis.strategy.definition;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Family;
import io.basis.domain.target.Action;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a strategy needs, derived from its family, currencies and hedge venues; the lists of a mode file are held
 * against it.
 */
record Requirements(
        List<Venue> hedgeVenues,
        List<Venue> venues,
        List<InstrumentKey> positions,
        List<SeriesKey> series,
        List<Asset> assets,
        Set<RiskType> risks,
        List<Source> attribution,
        List<Action> actions) {

    private static final List<Action> WITHOUT_DUST =
            List.of(Action.ENTRY_FULL, Action.ENTRY_PARTIAL, Action.EXIT_PARTIAL, Action.EXIT_FULL);

    static Requirements of(Family family, Asset shareClass, Asset asset, List<Venue> hedgeVenues) {
        return switch (family) {
            case LENDING -> lending(asset);
            case BASIS -> basis(shareClass, asset, hedgeVenues);
            case STAKING, HEDGED_STAKING, DIRECTIONAL ->
                throw new IllegalArgumentException("no requirements of " + family);
        };
    }

    private static Requirements lending(Asset asset) {
        return new Requirements(
                List.of(),
                List.of(Venue.AAVE_V3, Venue.ALCHEMY),
                List.of(
                        InstrumentKey.token(Venue.WALLET, asset),
                        InstrumentKey.token(Venue.WALLET, Asset.ETH),
                        InstrumentKey.aToken(asset)),
                List.of(
                        SeriesKey.liquidityIndex(asset),
                        new SeriesKey(SeriesKind.SUPPLY_APR, Venue.AAVE_V3.toString(), asset.name()),
                        SeriesKey.spot(Venue.BINANCE, Asset.ETH),
                        SeriesKey.GAS),
                List.of(asset, Asset.ETH),
                EnumSet.of(RiskType.DRAWDOWN),
                List.of(Source.SUPPLY_YIELD, Source.DELTA, Source.GAS),
                WITHOUT_DUST);
    }

    /**
     * Spot is bought at Binance and its short opened there before both are spread, so Binance is always among the
     * exchanges, even with no share of the short leg.
     */
    private static Requirements basis(Asset shareClass, Asset asset, List<Venue> hedgeVenues) {
        Set<Venue> exchanges = EnumSet.of(Venue.BINANCE);
        exchanges.addAll(hedgeVenues);

        Set<InstrumentKey> positions = new LinkedHashSet<>();
        positions.add(InstrumentKey.token(Venue.WALLET, Asset.USDT));
        positions.add(InstrumentKey.token(Venue.WALLET, Asset.ETH));
        for (Venue exchange : exchanges) {
            positions.add(InstrumentKey.token(exchange, Asset.USDT));
            positions.add(InstrumentKey.token(exchange, asset));
            positions.add(InstrumentKey.perp(exchange, asset));
        }
        positions.add(InstrumentKey.token(Venue.TRANSIT, Asset.USDT));
        positions.add(InstrumentKey.token(Venue.TRANSIT, asset));

        Set<SeriesKey> series = new LinkedHashSet<>();
        exchanges.forEach(exchange -> series.add(SeriesKey.spot(exchange, asset)));
        exchanges.forEach(exchange -> series.add(SeriesKey.perp(exchange, asset)));
        exchanges.forEach(exchange -> series.add(SeriesKey.funding(exchange, asset)));
        series.add(SeriesKey.spot(Venue.BINANCE, Asset.ETH));
        series.add(SeriesKey.GAS);

        List<Venue> venues = new ArrayList<>(exchanges);
        venues.add(Venue.ALCHEMY);

        Set<Asset> assets = new LinkedHashSet<>(List.of(Asset.USDT, Asset.ETH, asset));

        List<Source> attribution = new ArrayList<>(List.of(
                Source.FUNDING,
                Source.BASIS,
                Source.DELTA,
                Source.FEES,
                Source.SLIPPAGE,
                Source.GAS,
                Source.INTEREST,
                Source.LIQUIDATION));
        if (shareClass != Asset.USDT) {
            attribution.add(Source.SHARE_CLASS_TRANSLATION);
            series.add(SeriesKey.spot(Venue.BINANCE, shareClass));
        }
        return new Requirements(
                hedgeVenues,
                venues,
                List.copyOf(positions),
                List.copyOf(series),
                List.copyOf(assets),
                EnumSet.of(RiskType.DELTA_DRIFT, RiskType.MARGIN_RATIO, RiskType.PRICE_MOVE, RiskType.DRAWDOWN),
                attribution,
                WITHOUT_DUST);
    }
}
