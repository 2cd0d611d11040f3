package io.basis.local;

import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.backtest.run.RunRequest;
import io.basis.backtest.stack.KafkaBus;
import io.basis.backtest.stack.Market;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.embedded.StartException;
import io.basis.marketdata.app.RecordedTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Backtests through a stack of their own: started for them, and stopped when the last one is over. */
public final class KafkaRuns implements KafkaBus {

    private static final List<Topic> OBSERVED = List.of(
            Topic.RISK_ASSESSMENTS,
            Topic.TARGET_POSITIONS,
            Topic.ORDERS_SIMULATED,
            Topic.PNL,
            Topic.HALTS,
            Topic.STRATEGIES);
    private static final Duration POLL = Duration.ofMillis(200);

    /** For {@link java.util.ServiceLoader}. */
    public KafkaRuns() {}

    @Override
    public List<RunRecord> run(List<RunRequest> requests, Market market, Runnable instantDone) {
        Ports ports = Ports.free();
        try (ScratchFolder scratch = ScratchFolder.create(Home.runs());
                Stack stack = Stack.up(
                        scratch.path(),
                        ports,
                        Services.topics(),
                        () -> Migrations.run(ports),
                        Services.specs(Home.folder(), ports, Services.freePorts(), settings(market)))) {
            return drive(stack, ports.bootstrap(), requests, instantDone);
        } catch (StartException notUp) {
            throw Services.refusal(notUp);
        }
    }

    private static Map<String, String> settings(Market market) {
        return switch (market) {
            case Market.Folder(Path root, @Nullable Path signals) ->
                signals == null
                        ? Map.of("BASIS_CATALOGUE", absolute(root))
                        : Map.of("BASIS_CATALOGUE", absolute(root), "BASIS_SIGNALS", absolute(signals));
            case Market.Topic topic -> Map.of("BASIS_SOURCE_BOOTSTRAP", topic.bootstrap());
        };
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    /** Sends the runs through a stack that is up, and returns when the last one is over. */
    static List<RunRecord> drive(Stack stack, String bootstrap, List<RunRequest> requests, Runnable instantDone) {
        Map<String, Run> runs = new LinkedHashMap<>();
        try (TopicFollower follower = new TopicFollower(bootstrap, OBSERVED, runs::containsKey);
                Commander commander = new Commander(bootstrap)) {
            long start = System.nanoTime();
            for (RunRequest request : requests) {
                String strategy = request.definition().strategy();
                runs.put(strategy, new Run(request.definition()));
                commander.send(strategy, new StrategyCommand.Start(request.definition(), request.flows()));
            }
            while (!runs.values().stream().allMatch(Run::over)) {
                requireAlive(stack);
                follower.poll(POLL, (topic, strategy, message) -> {
                    Objects.requireNonNull(runs.get(strategy)).on(message);
                    if (message instanceof TargetPositions decision && decision.instantDone()) {
                        instantDone.run();
                    }
                });
            }
            Duration loop = Duration.ofNanos(System.nanoTime() - start);
            return runs.values().stream().map(run -> run.recorder.finish(loop)).toList();
        }
    }

    private static void requireAlive(Stack stack) {
        for (ServiceProcess service : stack.services()) {
            if (!service.alive()) {
                throw new StartException(service.name() + " has ended; its log is " + service.log());
            }
        }
    }

    @Override
    public List<MarketSnapshot> recorded(Market.Topic topic, StrategyDefinition definition) {
        return new RecordedTopic(topic.bootstrap(), topic.topic()).open(definition);
    }

    /** One run being watched: over when it is said to be completed and the profit and loss of its last decision is there. */
    private static final class Run {
        private final StrategyDefinition definition;
        private final RunRecorder recorder;
        private int lastRound = -1;
        private int valuedRound = -1;
        private boolean completed;

        Run(StrategyDefinition definition) {
            this.definition = definition;
            recorder = new RunRecorder(definition);
        }

        void on(Message message) {
            switch (message) {
                case StrategyHalt halt ->
                    throw new Refusal(
                            halt.code(), definition.strategy() + " halted by " + halt.service() + ": " + halt.reason());
                case TargetPositions decision
                when decision.instantDone() && definition.endsAt(decision.at()) -> lastRound = decision.round();
                case PnlReport report when definition.endsAt(report.at()) -> valuedRound = report.round();
                case StartedStrategy started -> completed |= started.status() == Status.COMPLETED;
                default -> {
                    // Kept by the recorder, and no sign of the end.
                }
            }
            recorder.on(message);
        }

        boolean over() {
            return completed && lastRound >= 0 && valuedRound == lastRound;
        }
    }
}
