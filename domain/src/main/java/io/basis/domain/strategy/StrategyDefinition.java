package io.basis.domain.strategy;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.Route;
import io.basis.domain.scenario.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategy as it was started: mode, typed parameters, and what it holds and watches.
 *
 * @param strategy name of this running strategy, unique for ever
 * @param mode name of the mode file it was made from
 * @param shareClass currency in which its owners count
 * @param marketNeutral true when its delta target is zero by share class
 * @param asset the asset it trades
 * @param hedged true when it holds shorts against its longs, so that its delta target is zero
 * @param capital starting capital in share-class currency
 * @param from instant of the start
 * @param to last instant, or null to go on for as long as there is market data
 * @param source topic that market data is replayed from, or null for the catalogue
 * @param scenario what is done to its market and venues on top of history, or null
 */
public record StrategyDefinition(
        String strategy,
        String mode,
        Family family,
        Environment environment,
        Asset shareClass,
        boolean marketNeutral,
        Asset asset,
        boolean hedged,
        Duration interval,
        BigDecimal capital,
        Instant from,
        @Nullable Instant to,
        @Nullable String source,
        List<InstrumentKey> positions,
        List<SeriesKey> series,
        Parameters parameters,
        @Nullable Scenario scenario) {

    public StrategyDefinition {
        positions = List.copyOf(positions);
        series = List.copyOf(series);
    }

    /** The coin whose price moves the strategy: its asset, or BTC where a direction is traded in USDT. */
    public Asset traded() {
        return family == Family.DIRECTIONAL ? Asset.BTC : asset;
    }

    /** The same strategy in a scenario, or in none. */
    public StrategyDefinition with(@Nullable Scenario other) {
        return new StrategyDefinition(
                strategy,
                mode,
                family,
                environment,
                shareClass,
                marketNeutral,
                asset,
                hedged,
                interval,
                capital,
                from,
                to,
                source,
                positions,
                series,
                parameters,
                other);
    }

    /** True when deploying cash adds net exposure to a price. */
    public boolean entryRaisesDelta() {
        return family == Family.DIRECTIONAL
                || (parameters.staking() != null
                        && !hedged
                        && parameters.staking().fundedIn() == Asset.USDT);
    }

    /** The routes that report on this strategy, in the order of their parts. */
    public List<Route> routes() {
        return environment.routed() ? Route.to(positions) : List.of(Route.SIMULATED);
    }

    /** True when this instant is the last one of the run. */
    public boolean endsAt(Instant instant) {
        return to != null && !instant.isBefore(to);
    }
}
