package io.basis.backtest.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.strategy.Status;
import io.basis.domain.target.Reason;
import io.basis.execution.ExecutionCore;
import io.basis.marketdata.ReplayCore;
import io.basis.messaging.Calls;
import io.basis.messaging.Codec;
import io.basis.messaging.Inbound;
import io.basis.messaging.Outbound;
import io.basis.messaging.Outlet;
import io.basis.messaging.Shell;
import io.basis.messaging.Spans;
import io.basis.messaging.Store;
import io.basis.messaging.StoreFailure;
import io.basis.messaging.Unreadable;
import io.basis.pnl.PnlCore;
import io.basis.risk.RiskCore;
import io.basis.strategy.StrategyCore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What operators can do with a strategy that is halted: the true cores in the true shells, whichever service halts.
 *
 * <p>The service named refuses one record of the twelfth instant until the cause is mended.
 */
class HaltedChainTest {

    private static final Runs RUN = Runs.of("btc_basis").over("2024-06-01", "2024-06-02");
    private static final List<MarketSnapshot> SNAPSHOTS =
            RUN.feed(SyntheticMarket.calm(2)).snapshots();
    private static final Instant REFUSED = RUN.after(12);
    private static final Codec CODEC = new Codec();
    private static final Chain UNDISTURBED = new Chain("nobody").start();

    @ParameterizedTest
    @ValueSource(
            strings = {"market-data-service", "execution-service", "risk-service", "strategy-service", "pnl-service"})
    void resumedOnceTheCauseIsMendedItEndsAsIfNothingHadBeen(String service) {
        // Given
        Chain chain = new Chain(service).start();
        assertThat(chain.statuses()).contains(Status.HALTED);

        // When
        chain.broken = false;
        chain.command(new StrategyCommand.Resume());

        // Then
        assertThat(chain.statuses()).endsWith(Status.COMPLETED);
        for (Topic topic : List.of(Topic.TARGET_POSITIONS, Topic.ORDERS_SIMULATED, Topic.FILLS, Topic.PNL)) {
            assertThat(chain.bodies(topic)).isNotEmpty().isEqualTo(UNDISTURBED.bodies(topic));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"execution-service", "risk-service", "strategy-service"})
    void anEmergencyExitIsTakenWhileHaltedAndActsAsSoonAsTheServiceGoesOn(String service) {
        // Given
        Chain chain = new Chain(service).start();
        assertThat(chain.statuses()).containsExactly(Status.RUNNING, Status.HALTED);
        int decided = chain.bodies(Topic.TARGET_POSITIONS).size();

        // When
        chain.command(new StrategyCommand.EmergencyExit());

        // Then
        assertThat(chain.statuses()).containsExactly(Status.RUNNING, Status.HALTED, Status.STOPPED, Status.HALTED);
        assertThat(chain.bodies(Topic.TARGET_POSITIONS)).hasSize(decided);

        // When
        chain.broken = false;
        chain.command(new StrategyCommand.Resume());

        // Then
        assertThat(chain.statuses()).endsWith(Status.STOPPED, Status.COMPLETED);
        TargetPositions exit =
                (TargetPositions) chain.messages(Topic.TARGET_POSITIONS).get(decided);
        assertThat(exit.at()).isEqualTo(REFUSED);
        assertThat(exit.reason()).isEqualTo(Reason.EMERGENCY);
        Positions left =
                ((RiskAssessment) chain.messages(Topic.RISK_ASSESSMENTS).getLast()).positions();
        for (int slot = 0; slot < left.layout().size(); slot++) {
            InstrumentKey key = left.layout().key(slot);
            if (key.toString().contains(":Perp:") || key.toString().contains("BTC")) {
                assertThat(left.units(slot)).as(key.toString()).isZero();
            }
        }
    }

    @Test
    void aSkippedAssessmentIsMissingInTheProfitAndNowhereElse() {
        // Given
        Chain chain = new Chain("pnl-service").start();

        // When
        chain.command(new StrategyCommand.Skip("pnl-service", 1, "the figures of one hour do not matter"));

        // Then
        assertThat(chain.bodies(Topic.FILLS)).isEqualTo(UNDISTURBED.bodies(Topic.FILLS));
        assertThat(chain.bodies(Topic.PNL))
                .hasSize(UNDISTURBED.bodies(Topic.PNL).size() - 1);
        assertThat(chain.bodies(Topic.DEAD_LETTERS)).hasSize(1);
    }

    /** Why a skip is no way out for a replay: the next instant waits for a decision that nobody makes. */
    @ParameterizedTest
    @ValueSource(strings = {"risk-service", "strategy-service"})
    void aReplayWhoseDecisionIsSkippedWaitsForEver(String service) {
        // Given
        Chain chain = new Chain(service).start();
        int decided = chain.bodies(Topic.TARGET_POSITIONS).size();

        // When
        chain.command(new StrategyCommand.Skip(service, 1, "to see"));

        // Then
        assertThat(chain.statuses()).containsExactly(Status.RUNNING, Status.HALTED, Status.RUNNING);
        assertThat(chain.bodies(Topic.TARGET_POSITIONS)).hasSize(decided);
    }

    /** Topics with one partition, and a shell for each service. */
    private static final class Chain {
        private final Map<Topic, List<Inbound>> log = new EnumMap<>(Topic.class);
        private final List<Service> services = new ArrayList<>();
        private final String refusing;
        boolean broken = true;

        Chain(String refusing) {
            this.refusing = refusing;
            for (Topic topic : Topic.values()) {
                log.put(topic, new ArrayList<>());
            }
            add(
                    "market-data-service",
                    new ReplayCore(any -> SNAPSHOTS),
                    Topic.STRATEGIES,
                    Topic.TARGET_POSITIONS,
                    Topic.HALTS);
            add("execution-service", new ExecutionCore(), Topic.STRATEGIES, Topic.MARKET_DATA, Topic.ORDERS_SIMULATED);
            add("risk-service", new RiskCore(), Topic.STRATEGIES, Topic.MARKET_DATA, Topic.FILLS);
            add("strategy-service", new StrategyCore(), Topic.COMMANDS, Topic.RISK_ASSESSMENTS, Topic.HALTS);
            add("pnl-service", new PnlCore(), Topic.STRATEGIES, Topic.RISK_ASSESSMENTS, Topic.TARGET_POSITIONS);
        }

        private <S> void add(String name, Core<S> core, Topic... reads) {
            services.add(new Service(this, name, new Refusing<>(this, name, core), Set.of(reads)));
        }

        boolean refuses(String service, Message message) {
            return broken
                    && service.equals(refusing)
                    && switch (message) {
                        case MarketSnapshot market ->
                            service.equals("execution-service") && market.at().equals(REFUSED);
                        case VenueReport report -> report.at().equals(REFUSED);
                        case RiskAssessment assessment -> assessment.at().equals(REFUSED);
                        case TargetPositions decision ->
                            service.equals("market-data-service")
                                    && decision.at().equals(REFUSED);
                        default -> false;
                    };
        }

        Chain start() {
            command(new StrategyCommand.Start(RUN.definition(), List.of()));
            return this;
        }

        /** Takes in a command, and everything that follows from it. */
        void command(StrategyCommand command) {
            append(new Outbound(Topic.COMMANDS, 0, "test", Map.of(), CODEC.write(Topic.COMMANDS, command)));
            boolean moved = true;
            while (moved) {
                moved = false;
                for (Service service : services) {
                    moved |= service.turn();
                }
            }
        }

        void append(Outbound record) {
            List<Inbound> topic = log.get(record.topic());
            byte[] sequence = record.headers().getOrDefault(Outbound.SEQUENCE, new byte[Long.BYTES]);
            topic.add(new Inbound(
                    record.topic(),
                    0,
                    topic.size(),
                    record.key(),
                    ByteBuffer.wrap(sequence).getLong(),
                    new String(record.headers().getOrDefault(Outbound.WRITER, new byte[0]), UTF_8),
                    record.body()));
        }

        List<String> bodies(Topic topic) {
            return log.get(topic).stream()
                    .map(record -> new String(record.body(), UTF_8))
                    .toList();
        }

        List<Message> messages(Topic topic) {
            List<Message> messages = new ArrayList<>();
            for (Inbound record : log.get(topic)) {
                try {
                    messages.add(CODEC.read(topic, record.body()));
                } catch (Unreadable e) {
                    throw new IllegalStateException(e);
                }
            }
            return messages;
        }

        List<Status> statuses() {
            return messages(Topic.STRATEGIES).stream()
                    .map(message -> ((StartedStrategy) message).status())
                    .toList();
        }
    }

    private record Refusing<S>(Chain chain, String service, Core<S> core) implements Core<S> {
        @Override
        public S fresh(String strategy) {
            return core.fresh(strategy);
        }

        @Override
        public void on(S state, Message message, Output out) {
            if (chain.refuses(service, message)) {
                throw new Refusal("TST-001", "refused at " + REFUSED);
            }
            core.on(state, message, out);
        }
    }

    private static final class Service implements Store, Outlet {
        private final Chain chain;
        private final Set<Topic> reads;
        private final Shell<?> shell;
        private final Map<Topic, Integer> read = new HashMap<>();

        Service(Chain chain, String name, Core<?> core, Set<Topic> reads) {
            this.chain = chain;
            this.reads = reads;
            this.shell = new Shell<>(name, core, CODEC, this, this, Spans.NONE, Calls.NONE);
            try {
                shell.assigned(List.of(0));
            } catch (StoreFailure e) {
                throw new IllegalStateException(e);
            }
        }

        boolean turn() {
            List<Inbound> batch = new ArrayList<>();
            for (Topic topic : reads) {
                List<Inbound> records = chain.log.get(topic);
                batch.addAll(records.subList(read.getOrDefault(topic, 0), records.size()));
                read.put(topic, records.size());
            }
            try {
                shell.batch(batch, List.of());
            } catch (StoreFailure e) {
                throw new IllegalStateException(e);
            }
            return !batch.isEmpty();
        }

        @Override
        public Acquired acquire(int partition) {
            return new Acquired(1, Map.of(), List.of(), Map.of());
        }

        @Override
        public void commit(Changes changes) {}

        @Override
        public void send(List<Outbound> records) {
            records.forEach(chain::append);
        }

        @Override
        public void await() {}
    }
}
