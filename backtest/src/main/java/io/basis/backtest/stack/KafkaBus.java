package io.basis.backtest.stack;

import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRequest;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.List;

/** The same backtests through the five running services, and market data recorded by them. */
public interface KafkaBus {

    /**
     * Runs all requests, side by side over one stack, and returns their records in the same order.
     *
     * @param market what the market-data-service of the stack replays
     * @param instantDone called whenever a strategy is done with an instant
     * @throws io.basis.domain.core.Refusal if a service cannot go on with one of the strategies
     */
    List<RunRecord> run(List<RunRequest> requests, Market market, Runnable instantDone);

    /** The snapshots that a topic holds for the window and the series of a definition, in order. */
    List<MarketSnapshot> recorded(Market.Topic topic, StrategyDefinition definition);
}
