package io.basis.backtest.cli;

import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.snapshot.Coverage;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.venues.catalogue.SeriesSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the user asked for into definitions.
 *
 * @param from start as asked for, null for the first instant that the data of the mode cover
 * @param to end as asked for, null for the last such instant
 * @param longest how much of the data a run without a start takes at most, null for all
 * @param source topic that market data is replayed from, or null
 * @param scenario written for any strategy, or null
 */
record Planning(
        @Nullable String capital,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Duration longest,
        @Nullable String source,
        Map<String, String> overrides,
        boolean costs,
        @Nullable Scenario scenario) {

    /** The definition of a mode as far as it does not depend on a window. */
    static StrategyDefinition withoutWindow(String mode, Map<String, String> overrides) {
        return new Planning(null, null, null, null, null, overrides, true, null).define(mode, Instant.EPOCH, null);
    }

    /** The definition of a mode, over the window asked for. */
    StrategyDefinition define(String mode) {
        if (from == null || to == null) {
            throw new WrongInput("--source needs --from and --to, a topic does not say what it covers");
        }
        return define(mode, from, to);
    }

    /** The definition of a mode, over the window asked for or else the one that the data cover. */
    StrategyDefinition define(String mode, SeriesSource market) {
        if (from != null && to != null) {
            return define(mode, from, to);
        }
        StrategyDefinition open = define(mode, from == null ? Instant.EPOCH : from, null);
        Coverage coverage = Coverage.of(market, open.series(), open.parameters().gaps());
        long interval = open.interval().toMillis();
        Instant last = to != null ? to : multiple(Math.floorDiv(coverage.to().toEpochMilli(), interval), interval);
        Instant earliest = longest == null ? Instant.MIN : last.minus(longest);
        Instant covered = coverage.from().isBefore(earliest) ? earliest : coverage.from();
        Instant first = from != null ? from : multiple(Math.ceilDiv(covered.toEpochMilli(), interval), interval);
        if (!first.isBefore(last)) {
            throw new WrongInput((from != null ? "--from " + from : "--to " + to) + " is outside the data of " + mode
                    + ", the window available is " + coverage);
        }
        return define(mode, first, last);
    }

    private static Instant multiple(long count, long interval) {
        return Instant.ofEpochMilli(count * interval);
    }

    private StrategyDefinition define(String mode, Instant first, @Nullable Instant last) {
        return Definitions.define(new DefinitionRequest(
                mode, mode, Environment.BACKTEST, capital, first, last, source, overrides, costs, scenario));
    }
}
