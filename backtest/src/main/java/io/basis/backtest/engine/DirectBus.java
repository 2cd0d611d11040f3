package io.basis.backtest.engine;

import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.Release;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Tick;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueReport;
import io.basis.execution.ExecutionCore;
import io.basis.marketdata.ReplayCore;
import io.basis.marketdata.replay.SnapshotSource;
import io.basis.pnl.PnlCore;
import io.basis.risk.RiskCore;
import io.basis.strategy.StrategyCore;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Runs one strategy through the cores of all services: no thread, no broker, no serialisation.
 *
 * <p>A message goes to its readers as on the topics of the Kafka bus. The run is over when no message is left, which is
 * after the last instant, or earlier when a core refuses to go on: the refusal is thrown.
 */
public final class DirectBus {

    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private final Service<?> marketData;
    private final Service<?> execution;
    private final Service<?> risk;
    private final Service<?> strategy;
    private final Service<?> pnl;
    private final Consumer<Message> observer;

    /**
     * Makes the services of one strategy.
     *
     * @param name name of the strategy, the key of all its messages
     * @param source where its market data comes from
     * @param observer sees every message, in order
     */
    public DirectBus(String name, SnapshotSource source, Consumer<Message> observer) {
        this.observer = observer;
        Output out = (topic, message) -> queue.add(message);
        marketData = new Service<>(new ReplayCore(source), name, out);
        execution = new Service<>(new ExecutionCore(), name, out);
        risk = new Service<>(new RiskCore(), name, out);
        strategy = new Service<>(new StrategyCore(), name, out);
        pnl = new Service<>(new PnlCore(), name, out);
    }

    /** Takes in a command and everything that follows from it. */
    public void run(StrategyCommand command) {
        queue.add(command);
        for (Message message = queue.poll(); message != null; message = queue.poll()) {
            deliver(message);
            observer.accept(message);
        }
    }

    /** The readers of each topic. */
    private void deliver(Message message) {
        switch (message) {
            case StrategyCommand m -> strategy.on(m);
            case StartedStrategy m -> {
                risk.on(m);
                execution.on(m);
                pnl.on(m);
                marketData.on(m);
            }
            case MarketSnapshot m -> {
                risk.on(m);
                execution.on(m);
            }
            case VenueReport m -> risk.on(m);
            case RiskAssessment m -> {
                pnl.on(m);
                strategy.on(m);
            }
            case OrderGroup m -> execution.on(m);
            case TargetPositions m -> marketData.on(m);
            case StrategyHalt m -> strategy.on(m);
            case PnlReport m -> {
                // Read by dashboards alone.
            }
            case Release m -> marketData.on(m);
            case Tick m -> execution.on(m);
            case VenueAnswer m -> execution.on(m);
        }
    }

    /** A core with the state of the strategy. */
    private record Service<S>(Core<S> core, S state, Output out) {

        Service(Core<S> core, String strategy, Output out) {
            this(core, core.fresh(strategy), out);
        }

        void on(Message message) {
            core.on(state, message, out);
        }
    }
}
