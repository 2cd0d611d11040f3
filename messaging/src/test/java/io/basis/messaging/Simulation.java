package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.core.Core;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Status;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The toy loop on real shells under an adversary that follows a seed.
 *
 * <p>Topics interleave at random and batches have any size; instances crash after a commit or in the middle of sending;
 * partitions move while the old owner goes on.
 */
final class Simulation {

    static final int PARTITIONS = 3;
    static final List<String> STRATEGIES = List.of("a", "b", "c", "refused-d", "e");

    private static final int INSTANCES = 2;
    private static final int CHAOS_STEPS = 600;
    private static final int MAX_STEPS = 20_000;

    private final Random random;
    /** One for all: making a codec takes longer than a simulation. */
    private static final Codec CODEC = new Codec();

    private final Map<Topic, List<List<Inbound>>> log = new EnumMap<>(Topic.class);
    private final List<Group> groups = new ArrayList<>();
    private final Set<String> resumed = new HashSet<>();
    private final boolean chaos;

    boolean sequences = true;
    int duplicates;

    Simulation(long seed, boolean chaos) {
        this.random = new Random(seed);
        this.chaos = chaos;
        for (Topic topic : Topic.values()) {
            List<List<Inbound>> partitions = new ArrayList<>();
            for (int p = 0; p < PARTITIONS; p++) {
                partitions.add(new ArrayList<>());
            }
            log.put(topic, partitions);
        }
        new TreeMap<>(Toy.CHAIN).forEach((name, service) -> groups.add(new Group(name, service)));
    }

    Simulation without(boolean fence, boolean outbox, boolean sequenceCheck) {
        for (Group group : groups) {
            group.store.fence = fence;
            group.store.outbox = outbox;
        }
        sequences = sequenceCheck;
        return this;
    }

    int fenced() {
        return groups.stream().mapToInt(group -> group.store.fenced).sum();
    }

    static int partition(String strategy) {
        return Math.floorMod(strategy.hashCode(), PARTITIONS);
    }

    /** Runs until nothing is left to do, and tells all that is then stored and written, or what went wrong. */
    Map<String, String> run() {
        for (String strategy : STRATEGIES) {
            command(strategy, new StrategyCommand.Start(Samples.definition(strategy, Environment.BACKTEST), List.of()));
        }
        for (int step = 0; step < MAX_STEPS; step++) {
            boolean disturbed = chaos && step < CHAOS_STEPS;
            Group group = groups.get(random.nextInt(groups.size()));
            if (disturbed && random.nextInt(12) == 0) {
                group.move(random.nextInt(PARTITIONS));
            } else if (disturbed && random.nextInt(20) == 0) {
                group.crash(random.nextInt(INSTANCES));
            } else {
                group.instances.get(random.nextInt(INSTANCES)).turn(disturbed && random.nextInt(8) == 0);
            }
            if (!disturbed && step % 50 == 0 && idle()) {
                return outcome();
            }
        }
        return Map.of("stuck", "after " + MAX_STEPS + " steps");
    }

    /** The operator resumes each strategy that halts, once. */
    private void operate(Outbound written) {
        if (written.topic() == Topic.STRATEGIES
                && new String(written.body(), UTF_8).endsWith("\"status\":\"" + Status.HALTED + "\"}")
                && resumed.add(written.key())) {
            command(written.key(), new StrategyCommand.Resume());
        }
    }

    private void command(String strategy, StrategyCommand command) {
        append(new Outbound(
                Topic.COMMANDS, partition(strategy), strategy, Map.of(), CODEC.write(Topic.COMMANDS, command)));
    }

    private void append(Outbound record) {
        List<Inbound> partition = log.get(record.topic()).get(record.partition());
        byte @Nullable [] sequence = record.headers().get(Outbound.SEQUENCE);
        partition.add(new Inbound(
                record.topic(),
                record.partition(),
                partition.size(),
                record.key(),
                sequence == null ? 0 : ByteBuffer.wrap(sequence).getLong(),
                new String(record.headers().getOrDefault(Outbound.WRITER, new byte[0]), UTF_8),
                record.body()));
        operate(record);
    }

    private boolean idle() {
        return groups.stream().allMatch(Group::idle);
    }

    private Map<String, String> outcome() {
        Map<String, String> outcome = new TreeMap<>();
        for (Group group : groups) {
            group.store.rows.forEach(
                    (strategy, body) -> outcome.put(group.name + " " + strategy, new String(body, UTF_8)));
        }
        log.forEach((topic, partitions) ->
                partitions.forEach(records -> duplicates += ReadBack.of(topic, records, outcome)));
        return outcome;
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A service: its tables, and its instances, between which partitions move. */
    private final class Group {
        final String name;
        final Toy.Service service;
        final MemoryStore store = new MemoryStore();
        final List<Instance> instances = new ArrayList<>();
        final int[] owner = new int[PARTITIONS];

        Group(String name, Toy.Service service) {
            this.name = name;
            this.service = service;
            for (int i = 0; i < INSTANCES; i++) {
                instances.add(new Instance(this));
            }
        }

        /** The old owner is not told: it finds out when it commits, or after a while. */
        void move(int partition) {
            int to = random.nextInt(INSTANCES);
            if (to != owner[partition] && random.nextBoolean()) {
                instances.get(owner[partition]).revoke(partition);
            }
            owner[partition] = to;
            instances.get(to).acquire(List.of(partition));
        }

        void crash(int index) {
            instances.set(index, new Instance(this));
        }

        boolean idle() {
            for (int p = 0; p < PARTITIONS; p++) {
                if (!instances.get(owner[p]).idle(p)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One process. */
    private final class Instance {
        final Group group;
        final Map<Integer, Map<Topic, Long>> cursors = new TreeMap<>();
        final ArrayDeque<Outbound> unsent = new ArrayDeque<>();
        final Shell<?> shell;
        boolean crashAfterCommit;

        Instance(Group group) {
            this.group = group;
            this.shell = shell(group.service.core());
        }

        private <S> Shell<S> shell(Core<S> core) {
            Store store = new Store() {
                @Override
                public Acquired acquire(int partition) {
                    return group.store.acquire(partition);
                }

                @Override
                public void commit(Changes changes) throws StoreFailure {
                    group.store.commit(changes);
                    if (crashAfterCommit) {
                        throw new Crash();
                    }
                }
            };
            Outlet outlet = new Outlet() {
                @Override
                public void send(List<Outbound> records) {
                    unsent.addAll(records);
                }

                @Override
                public void await() {
                    flush(unsent.size());
                }
            };
            return new Shell<>(group.name, core, CODEC, store, outlet, Spans.NONE, Calls.NONE);
        }

        private void flush(int count) {
            for (int i = 0; i < count; i++) {
                append(unsent.remove());
            }
        }

        void turn(boolean crash) {
            int index = group.instances.indexOf(this);
            List<Integer> lost = new ArrayList<>();
            for (int p = 0; p < PARTITIONS; p++) {
                if (group.owner[p] == index && !cursors.containsKey(p)) {
                    lost.add(p);
                }
            }
            if (!lost.isEmpty()) {
                acquire(lost);
                return;
            }
            if (random.nextInt(3) == 0) {
                flush(random.nextInt(unsent.size() + 1));
                return;
            }
            crashAfterCommit = crash && random.nextBoolean();
            try {
                shell.batch(poll(), List.of());
                if (crash) {
                    flush(random.nextInt(unsent.size() + 1));
                    throw new Crash();
                }
            } catch (StoreFailure e) {
                cursors.clear();
            } catch (Crash e) {
                group.crash(index);
            }
        }

        /** Of some topics a few records, grouped by partition and topic in any order, as a consumer gives them. */
        private List<Inbound> poll() {
            List<Inbound> records = new ArrayList<>();
            List<Topic> topics = new ArrayList<>(group.service.reads());
            Collections.sort(topics);
            Collections.shuffle(topics, random);
            cursors.forEach((partition, positions) -> {
                for (Topic topic : topics.subList(0, 1 + random.nextInt(topics.size()))) {
                    List<Inbound> written = log.get(topic).get(partition);
                    int from = (int) (long) positions.getOrDefault(topic, 0L);
                    int to = Math.min(written.size(), from + random.nextInt(4));
                    for (int offset = from; offset < to; offset++) {
                        records.add(sequences ? written.get(offset) : renumbered(written, offset));
                    }
                    positions.put(topic, (long) Math.max(from, to));
                }
            });
            return records;
        }

        /** As if nobody looked at sequences: a duplicate looks like the next record. */
        private static Inbound renumbered(List<Inbound> written, int offset) {
            Inbound record = written.get(offset);
            long number = 1;
            for (Inbound earlier : written.subList(0, offset)) {
                if (record.key().equals(earlier.key()) && record.writer().equals(earlier.writer())) {
                    number++;
                }
            }
            return new Inbound(
                    record.topic(), record.partition(), offset, record.key(), number, record.writer(), record.body());
        }

        void acquire(List<Integer> partitions) {
            try {
                shell.assigned(partitions)
                        .forEach((partition, positions) -> cursors.put(partition, new HashMap<>(positions)));
            } catch (StoreFailure e) {
                throw new IllegalStateException(e);
            }
        }

        void revoke(int partition) {
            cursors.remove(partition);
            shell.revoked(List.of(partition));
        }

        boolean idle(int partition) {
            Map<Topic, Long> positions = cursors.get(partition);
            if (positions == null || !unsent.isEmpty()) {
                return false;
            }
            for (Topic topic : group.service.reads()) {
                if (positions.getOrDefault(topic, 0L)
                        < log.get(topic).get(partition).size()) {
                    return false;
                }
            }
            return true;
        }
    }
}
