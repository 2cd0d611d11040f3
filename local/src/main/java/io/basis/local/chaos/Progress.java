package io.basis.local.chaos;

import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Watches how far each strategy is, and how long they stand still after each fault. */
final class Progress implements AutoCloseable {

    private static final Set<Topic> WATCHED = Set.of(Topic.TARGET_POSITIONS, Topic.PNL, Topic.HALTS);

    /**
     * Instants after which a strategy has recovered: the first may have been under way, the second went through all
     * services after the fault.
     */
    private static final int RECOVERED_AFTER = 2;

    private final Codec codec = new Codec();
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final String bootstrap;
    private final Thread thread = new Thread(this::follow, "progress");
    private volatile long moved = System.nanoTime();
    private volatile boolean stopping;

    /** How far a strategy is. */
    private static final class Standing {
        final StrategyDefinition definition;
        int instants;
        int lastRound = -1;
        int valuedRound = -1;

        @Nullable
        String halted;

        Standing(StrategyDefinition definition) {
            this.definition = definition;
        }

        boolean over() {
            return lastRound >= 0 && valuedRound == lastRound;
        }
    }

    /** One fault, and the strategies that have not gone on since. */
    static final class Recovery {
        final FaultKind kind;
        private final long from = System.nanoTime();
        private final Map<String, Integer> waiting = new LinkedHashMap<>();
        private @Nullable Duration took;

        Recovery(FaultKind kind) {
            this.kind = kind;
        }

        /** How long it took until all went on, or null while they have not. */
        @Nullable
        Duration took() {
            return took;
        }
    }

    Progress(String bootstrap) {
        this.bootstrap = bootstrap;
        thread.setDaemon(true);
        thread.start();
    }

    void watch(StrategyDefinition definition) {
        standings.put(definition.strategy(), new Standing(definition));
    }

    private void follow() {
        try (WireReader reader = new WireReader(bootstrap, WATCHED)) {
            while (!stopping) {
                reader.poll(Duration.ofMillis(100)).forEach(this::on);
            }
        } catch (KafkaException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    private synchronized void on(WireRecord record) {
        @Nullable Standing standing = record.key() == null ? null : standings.get(record.key());
        if (standing == null || record.poison()) {
            return;
        }
        try {
            on(standing, codec.read(record.topic(), record.body()));
        } catch (Unreadable e) {
            throw new IllegalStateException(
                    record.topic() + "-" + record.partition() + "@" + record.offset() + " cannot be read", e);
        }
    }

    private void on(Standing standing, Message message) {
        switch (message) {
            case TargetPositions decision
            when decision.instantDone() -> {
                standing.instants++;
                moved = System.nanoTime();
                if (standing.definition.endsAt(decision.at())) {
                    standing.lastRound = decision.round();
                }
            }
            case PnlReport report when standing.definition.endsAt(report.at()) -> standing.valuedRound = report.round();
            case StrategyHalt halt -> standing.halted = halt.service() + ": " + halt.code() + " " + halt.reason();
            default -> {
                // Says nothing of how far it is.
            }
        }
        String strategy = standing.definition.strategy();
        for (Recovery recovery : recoveries) {
            @Nullable Integer since = recovery.waiting.get(strategy);
            if (since != null && (standing.over() || standing.instants >= since + RECOVERED_AFTER)) {
                recovery.waiting.remove(strategy);
                settle(recovery);
            }
        }
    }

    private static void settle(Recovery recovery) {
        if (recovery.waiting.isEmpty() && recovery.took == null) {
            recovery.took = Duration.ofNanos(System.nanoTime() - recovery.from);
        }
    }

    /** From now on it is measured how long every strategy that runs takes to go on. */
    synchronized void disturbed(FaultKind kind) {
        Recovery recovery = new Recovery(kind);
        standings.forEach((strategy, standing) -> {
            if (standing.instants > 0 && !standing.over() && standing.halted == null) {
                recovery.waiting.put(strategy, standing.instants);
            }
        });
        recoveries.add(recovery);
    }

    synchronized List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    /** Instants that strategies have gone through so far. */
    synchronized long instants(Predicate<String> counted) {
        return standings.values().stream()
                .filter(standing -> counted.test(standing.definition.strategy()))
                .mapToLong(standing -> standing.instants)
                .sum();
    }

    synchronized long running() {
        return standings.values().stream().filter(standing -> !standing.over()).count();
    }

    /** True when every strategy has gone through at least one instant, or never will. */
    synchronized boolean allMoving() {
        return standings.values().stream().allMatch(standing -> standing.instants > 0 || standing.halted != null);
    }

    /** Since when no strategy has gone on. */
    Duration still() {
        return Duration.ofNanos(System.nanoTime() - moved);
    }

    synchronized boolean over(String strategy) {
        @Nullable Standing standing = standings.get(strategy);
        return standing != null && standing.over();
    }

    /** Why a strategy halted, or null when it did not. */
    synchronized @Nullable String halted(String strategy) {
        @Nullable Standing standing = standings.get(strategy);
        return standing == null ? null : standing.halted;
    }

    /** Strategies that are not at their end, with how far they are. */
    synchronized Map<String, String> unfinished() {
        Map<String, String> unfinished = new TreeMap<>();
        standings.forEach((strategy, standing) -> {
            if (!standing.over()) {
                unfinished.put(
                        strategy,
                        standing.instants + " instants"
                                + (standing.halted == null ? "" : ", halted by " + standing.halted));
            }
        });
        return unfinished;
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
