package io.basis.backtest.simulation;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.replay.SnapshotSource;
import io.basis.marketdata.scenario.ShockedSnapshots;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.venues.catalogue.SeriesSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The snapshots of a plan's strategies, each made once. */
final class Market implements SnapshotSource {

    private static final Map<Long, SyntheticMarket> CALM = new ConcurrentHashMap<>();
    private static final Map<Long, SyntheticMarket> ROUGH = new ConcurrentHashMap<>();

    private final SeriesSource series;
    private final Map<String, List<MarketSnapshot>> made = new HashMap<>();

    Market(Plan plan) {
        series = plan.rough()
                ? ROUGH.computeIfAbsent(plan.market(), SyntheticMarket::rough)
                : CALM.computeIfAbsent(plan.market(), SyntheticMarket::calm);
    }

    @Override
    public List<MarketSnapshot> open(StrategyDefinition definition) {
        return made.computeIfAbsent(
                definition.strategy(),
                strategy -> ShockedSnapshots.of(
                        definition.scenario(),
                        SnapshotFeed.of(
                                        series,
                                        definition.series(),
                                        definition.from(),
                                        Objects.requireNonNull(definition.to()),
                                        definition.interval(),
                                        definition.parameters().gaps())
                                .snapshots()));
    }
}
