package io.basis.marketdata;

import io.basis.domain.instrument.Asset;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import io.basis.messaging.StoredStates;
import io.basis.messaging.StoredStates.Given;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States that were stored once stay readable for ever; see {@link StoredStates}. */
class StateSamplesTest {

    @Test
    void everyStoredStateIsStillRead() throws IOException {
        StrategyDefinition definition = Setup.basis(Asset.BTC).definition();
        Market first = Market.of(definition);
        Market second = first.nextHour();
        ReplayCore core = new ReplayCore(run ->
                List.of(first.snapshot(), second.snapshot(), second.nextHour().snapshot()));
        TargetPositions done = new TargetPositions(
                Setup.START, 0, Action.HOLD, List.of(), 0, Reason.WITHIN_THRESHOLD, 0, 0, 0, null, true);

        byte[] row = StoredStates.row(
                core,
                "btc-1",
                List.of(
                        new Given(Topic.STRATEGIES, new StartedStrategy(definition, Status.RUNNING)),
                        new Given(Topic.TARGET_POSITIONS, done)));

        StoredStates.assertReadable(core, Map.of("second-instant", row));
    }
}
