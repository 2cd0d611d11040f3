package io.basis.risk;

import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import io.basis.messaging.StoredStates;
import io.basis.messaging.StoredStates.Given;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States that were stored once stay readable for ever; see {@link StoredStates}. */
class StateSamplesTest {

    @Test
    void everyStoredStateIsStillRead() throws IOException {
        StrategyDefinition definition = Setup.basis(Asset.BTC).definition();
        Market market = Market.of(definition);
        InstrumentKey cash = InstrumentKey.token(Venue.BINANCE, Asset.USDT);
        Given started = new Given(Topic.STRATEGIES, new StartedStrategy(definition, Status.RUNNING));
        Given snapshot = new Given(Topic.MARKET_DATA, market.snapshot());
        Given report = new Given(
                Topic.FILLS,
                new VenueReport(
                        market.snapshot().at(), 0, List.of(new Deposited(cash, new BigDecimal("100000.000000")))));
        Given next = new Given(
                Topic.FILLS, new VenueReport(market.nextHour().snapshot().at(), 0, List.of()));

        Map<String, byte[]> now = Map.of(
                "before-the-report", row(started, snapshot),
                "before-the-snapshot", row(started, snapshot, report, next));

        StoredStates.assertReadable(new RiskCore(), now);
    }

    private static byte[] row(Given... messages) {
        return StoredStates.row(new RiskCore(), "btc-1", List.of(messages));
    }
}
