package io.basis.backtest.stress;

import io.basis.backtest.engine.DirectBus;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.scenario.ShockedSnapshots;
import io.basis.strategy.definition.Scenarios;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One strategy in one scenario after the other, over the same market data. */
public final class StressRuns {

    private final StrategyDefinition definition;
    private final List<MarketSnapshot> history;
    private final SortedMap<Instant, Double> calm;

    private StressRuns(StrategyDefinition definition, List<MarketSnapshot> history, SortedMap<Instant, Double> calm) {
        this.definition = definition;
        this.history = history;
        this.calm = calm;
    }

    /**
     * Runs the strategy through history, which the scenarios are held against.
     *
     * @param definition without a scenario
     * @param instantDone called whenever an instant is done
     */
    public static StressRuns of(StrategyDefinition definition, List<MarketSnapshot> history, Runnable instantDone) {
        StressRecorder recorder = new StressRecorder(definition, definition.from());
        run(definition, history, recorder, instantDone);
        return new StressRuns(definition, history, recorder.curve());
    }

    /**
     * Runs the strategy in a scenario. One that halts has a result, too.
     *
     * @param scenario written for any strategy
     * @param instantDone called whenever an instant is done
     */
    public StressResult run(Scenario scenario, Runnable instantDone) {
        StrategyDefinition shocked = definition.with(Scenarios.bound(scenario, definition));
        StressRecorder recorder = new StressRecorder(shocked, shocked.from().plus(scenario.begins()));
        @Nullable String halt = run(shocked, ShockedSnapshots.of(shocked.scenario(), history), recorder, instantDone);
        return recorder.result(scenario.name(), halt, calm);
    }

    /** Returns the code with which the run halted, or null when it came to its end. */
    private static @Nullable String run(
            StrategyDefinition definition, List<MarketSnapshot> market, StressRecorder recorder, Runnable instantDone) {
        DirectBus bus = new DirectBus(definition.strategy(), any -> market, message -> {
            recorder.on(message);
            if (message instanceof TargetPositions decision && decision.instantDone()) {
                instantDone.run();
            }
        });
        try {
            bus.run(new StrategyCommand.Start(definition, List.of()));
            return null;
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }
}
