package io.basis.pnl;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Assessments;
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
        List<AccountEvent> first = List.of(new Deposited(cash, new BigDecimal("100000.000000")));
        List<AccountEvent> then = List.of(new InterestCharged(cash, new BigDecimal("1.5")));
        Positions held = Ledger.commit(Positions.none(new PositionLayout(definition.positions())), first);

        byte[] row = StoredStates.row(
                new PnlCore(),
                "btc-1",
                List.of(
                        new Given(Topic.STRATEGIES, new StartedStrategy(definition, Status.RUNNING)),
                        new Given(Topic.RISK_ASSESSMENTS, Assessments.of(definition, held, market.snapshot(), first)),
                        new Given(
                                Topic.RISK_ASSESSMENTS,
                                Assessments.of(
                                        definition,
                                        Ledger.commit(held, then),
                                        market.nextHour().snapshot(),
                                        then))));

        StoredStates.assertReadable(new PnlCore(), Map.of("charged", row));
    }
}
