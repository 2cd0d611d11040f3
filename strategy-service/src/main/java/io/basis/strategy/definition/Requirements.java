package io.basis.strategy.definition;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Family;
import io.basis.domain.target.Action;
import io.basis.strategy.definition.ParameterTable.RewardForm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a strategy needs, derived from its family, flags, currencies, staked token and hedge venues; the lists of a mode
 * file are held against it.
 */
record Requirements(
        List<Venue> hedgeVenues,
        Set<Venue> venues,
        Set<InstrumentKey> positions,
        Set<SeriesKey> series,
        Set<Asset> assets,
        Set<RiskType> risks,
        Set<Source> attribution,
        Set<Action> actions) {

    /** The Uniswap pool in which USDT and ETH are swapped. */
    private static final SeriesKey ETH_POOL = new SeriesKey(SeriesKind.SPOT, Venue.UNISWAP.toString(), "WETHUSDT");

    static Requirements of(Family family, Settings settings, List<Venue> hedgeVenues) {
        return new Derivation(family, settings, hedgeVenues).requirements();
    }

    /** Collects what each part of a strategy needs, in the order in which definitions list it. */
    private static final class Derivation {

        private final Family family;
        private final Settings settings;
        private final List<Venue> hedgeVenues;
        private final Asset asset;
        private final boolean levered;
        private final Set<Venue> venues = new LinkedHashSet<>();
        private final Set<InstrumentKey> positions = new LinkedHashSet<>();
        private final Set<SeriesKey> series = new LinkedHashSet<>();
        private final Set<Source> attribution = EnumSet.of(Source.DELTA);
        private final Set<Action> actions =
                EnumSet.of(Action.ENTRY_FULL, Action.ENTRY_PARTIAL, Action.EXIT_PARTIAL, Action.EXIT_FULL);

        Derivation(Family family, Settings settings, List<Venue> hedgeVenues) {
            this.family = family;
            this.settings = settings;
            this.hedgeVenues = hedgeVenues;
            asset = settings.get(ParameterTable.ASSET);
            levered = settings.get(ParameterTable.BORROWING_ENABLED);
        }

        Requirements requirements() {
            switch (family) {
                case LENDING -> lend();
                case BASIS -> trade();
                case STAKING -> stake();
                case HEDGED_STAKING -> stakeHedged();
                case DIRECTIONAL -> followSignals();
            }
            Asset shareClass = settings.get(ParameterTable.SHARE_CLASS);
            if (settings.get(ParameterTable.BASIS_TRADE_ENABLED) && shareClass != Asset.USDT) {
                attribution.add(Source.SHARE_CLASS_TRANSLATION);
                series.add(SeriesKey.spot(Venue.BINANCE, shareClass));
            }
            Set<Asset> assets = new LinkedHashSet<>();
            positions.forEach(key -> assets.add(Instruments.asset(key).exposure()));
            return new Requirements(
                    hedgeVenues,
                    venues,
                    positions,
                    series,
                    assets,
                    WatchedRisk.watched(family, settings),
                    attribution,
                    actions);
        }

        private void lend() {
            venues.add(Venue.AAVE_V3);
            hold(Venue.WALLET, asset, Asset.ETH);
            positions.add(InstrumentKey.aToken(asset));
            series.add(SeriesKey.liquidityIndex(asset));
            series.add(new SeriesKey(SeriesKind.SUPPLY_APR, Venue.AAVE_V3.toString(), asset.name()));
            attribution.add(Source.SUPPLY_YIELD);
            onChain();
        }

        private void trade() {
            hold(Venue.WALLET, Asset.USDT, Asset.ETH);
            Set<Venue> exchanges = exchanges();
            for (Venue exchange : exchanges) {
                hold(exchange, Asset.USDT, asset);
                positions.add(InstrumentKey.perp(exchange, asset));
            }
            hold(Venue.TRANSIT, Asset.USDT, asset);
            exchanges.forEach(exchange -> series.add(SeriesKey.spot(exchange, asset)));
            shorts(exchanges);
            onChain();
        }

        private void stake() {
            if (settings.get(ParameterTable.FUNDED_IN) == Asset.USDT) {
                hold(Venue.WALLET, Asset.USDT);
                series.add(ETH_POOL);
            }
            hold(Venue.WALLET, Asset.ETH);
            holdStaked();
            onChain();
        }

        private void stakeHedged() {
            hold(Venue.WALLET, Asset.USDT, Asset.ETH);
            Set<Venue> exchanges = exchanges();
            for (Venue exchange : exchanges) {
                hold(exchange, Asset.USDT);
                positions.add(InstrumentKey.perp(exchange, asset));
            }
            hold(Venue.BINANCE, asset);
            hold(Venue.TRANSIT, Asset.USDT, asset);
            holdStaked();
            if (rewarded()) {
                series.add(ETH_POOL);
            }
            shorts(exchanges);
            onChain();
        }

        private void followSignals() {
            venues.add(Venue.BINANCE);
            hold(Venue.BINANCE, Asset.USDT, Asset.BTC);
            positions.add(InstrumentKey.perp(Venue.BINANCE, Asset.BTC));
            series.add(SeriesKey.spot(Venue.BINANCE, Asset.BTC).fiveMinutes());
            series.add(SeriesKey.perp(Venue.BINANCE, Asset.BTC).fiveMinutes());
            series.add(SeriesKey.funding(Venue.BINANCE, Asset.BTC));
            series.add(SeriesKey.SIGNAL_DIRECTION);
            series.add(SeriesKey.SIGNAL_CONFIDENCE);
            series.add(SeriesKey.SIGNAL_SD);
            attributePerpetuals();
        }

        /**
         * Spot is bought at Binance before anything is spread, so Binance is always among the exchanges, even with no
         * share of the short leg.
         */
        private Set<Venue> exchanges() {
            Set<Venue> exchanges = EnumSet.of(Venue.BINANCE);
            exchanges.addAll(hedgeVenues);
            return exchanges;
        }

        private void shorts(Set<Venue> exchanges) {
            venues.addAll(exchanges);
            exchanges.forEach(exchange -> series.add(SeriesKey.perp(exchange, asset)));
            exchanges.forEach(exchange -> series.add(SeriesKey.funding(exchange, asset)));
            attributePerpetuals();
        }

        private void attributePerpetuals() {
            attribution.addAll(EnumSet.of(
                    Source.FUNDING, Source.BASIS, Source.FEES, Source.SLIPPAGE, Source.INTEREST, Source.LIQUIDATION));
        }

        private void holdStaked() {
            Asset lst = settings.get(ParameterTable.LST_TYPE);
            venues.add(lst.home());
            venues.add(Venue.UNISWAP);
            positions.add(InstrumentKey.home(lst));
            positions.add(InstrumentKey.claim(lst));
            series.add(SeriesKey.lstRate(lst));
            series.add(SeriesKey.lstMarket(lst));
            series.add(SeriesKey.lstYield(lst));
            attribution.addAll(EnumSet.of(Source.STAKING_YIELD, Source.BASIS, Source.FEES, Source.SLIPPAGE));
            if (rewarded()) {
                receiveRewards();
            }
            if (levered) {
                borrow(lst);
            }
        }

        private boolean rewarded() {
            return ParameterTable.REWARDS_PAID_IN.use().holds(family, settings);
        }

        private void receiveRewards() {
            boolean bundled = settings.get(ParameterTable.REWARDS_PAID_IN) == RewardForm.KING;
            for (Asset token : List.of(Asset.EIGEN, Asset.ETHFI)) {
                positions.add(InstrumentKey.home(token));
                series.add(SeriesKey.pool(token));
                series.add(SeriesKey.reward(token));
                if (bundled) {
                    series.add(SeriesKey.inKing(token));
                }
            }
            if (bundled) {
                positions.add(InstrumentKey.home(Asset.KING));
            }
            attribution.addAll(EnumSet.of(Source.REWARDS, Source.DUST));
            actions.add(Action.SELL_DUST);
        }

        private void borrow(Asset lst) {
            venues.addAll(List.of(Venue.AAVE_V3, Venue.MORPHO, Venue.INSTADAPP));
            positions.add(InstrumentKey.aToken(lst));
            positions.add(InstrumentKey.debtToken(Asset.WETH));
            positions.add(InstrumentKey.token(Venue.INSTADAPP, Asset.WETH));
            series.add(SeriesKey.liquidityIndex(lst));
            series.add(SeriesKey.borrowIndex(Asset.WETH));
            series.add(SeriesKey.borrowApr(Asset.WETH));
            attribution.addAll(EnumSet.of(Source.SUPPLY_YIELD, Source.BORROW_COST, Source.LIQUIDATION));
        }

        private void onChain() {
            venues.add(Venue.ALCHEMY);
            series.add(SeriesKey.spot(Venue.BINANCE, Asset.ETH));
            series.add(SeriesKey.GAS);
            attribution.add(Source.GAS);
        }

        private void hold(Venue venue, Asset... assets) {
            Arrays.stream(assets).forEach(each -> positions.add(InstrumentKey.token(venue, each)));
        }
    }
}
