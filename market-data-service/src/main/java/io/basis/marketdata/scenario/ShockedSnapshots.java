package io.basis.marketdata.scenario;

import io.basis.domain.market.SeriesLayout;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of a run as its scenario alters them.
 *
 * <p>Shocks work one after the other, each on what the one before left. What is known at an instant depends on nothing
 * after it, snapshots that no shock touches are the very ones that came in, and what is absent stays absent.
 */
public final class ShockedSnapshots {

    private ShockedSnapshots() {}

    /**
     * Applies a scenario.
     *
     * @param history all snapshots of the run in order, the first one at its start
     */
    public static List<MarketSnapshot> of(@Nullable Scenario scenario, List<MarketSnapshot> history) {
        if (scenario == null || history.isEmpty()) {
            return history;
        }
        List<Effect> effects = effects(scenario, history.getFirst().layout());
        if (effects.isEmpty()) {
            return history;
        }
        Instant start = history.getFirst().at();
        Duration before = Duration.ZERO;
        List<MarketSnapshot> run = new ArrayList<>(history.size());
        for (MarketSnapshot snapshot : history) {
            Duration now = Duration.between(start, snapshot.at());
            Draft draft = new Draft(snapshot);
            for (Effect effect : effects) {
                effect.apply(before, now, draft);
            }
            run.add(draft.snapshot());
            before = now;
        }
        return Collections.unmodifiableList(run);
    }

    private static List<Effect> effects(Scenario scenario, SeriesLayout layout) {
        List<Effect> effects = new ArrayList<>();
        for (Shock shock : scenario.shocks()) {
            switch (shock) {
                case Shock.Scale scale -> add(effects, layout, scale.series(), slot -> new Scaling(slot, scale));
                case Shock.Replace replace ->
                    add(effects, layout, replace.series(), slot -> new Replacing(slot, replace));
                case Shock.Accrue accrue -> add(effects, layout, accrue.series(), slot -> new Accruing(slot, accrue));
                case Shock.Stall stall ->
                    add(
                            effects,
                            layout,
                            stall.series(),
                            slot -> new Stalling(
                                    slot, layout.keys().get(slot).kind().momentary(), stall));
                case Shock.Freeze venue -> {}
                case Shock.Refuse venue -> {}
                case Shock.HoldTransfers venues -> {}
            }
        }
        return effects;
    }

    private static void add(
            List<Effect> effects, SeriesLayout layout, SeriesPattern series, IntFunction<Effect> effect) {
        for (int slot = 0; slot < layout.size(); slot++) {
            if (series.matches(layout.keys().get(slot))) {
                effects.add(effect.apply(slot));
            }
        }
    }
}
