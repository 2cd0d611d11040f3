package io.basis.execution;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.order.Order;
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
        List<Order> orders = List.of(
                new Order.Deposit(cash, new BigDecimal("60000")),
                new Order.PerpTrade(Venue.BINANCE, Asset.BTC, new BigDecimal("-0.5")));
        byte[] row = StoredStates.row(
                new ExecutionCore(),
                "btc-1",
                List.of(
                        new Given(Topic.STRATEGIES, new StartedStrategy(definition, Status.RUNNING)),
                        new Given(Topic.MARKET_DATA, market.snapshot()),
                        new Given(Topic.ORDERS_SIMULATED, group(market, 1, orders)),
                        new Given(Topic.ORDERS_SIMULATED, group(market.nextHour(), 2, orders))));

        StoredStates.assertReadable(new ExecutionCore(), Map.of("before-the-snapshot", row));
    }

    private static OrderGroup group(Market market, long number, List<Order> orders) {
        return new OrderGroup(market.snapshot().at(), number, OrderGroup.Execution.SEQUENTIAL, 1, 1, orders);
    }
}
