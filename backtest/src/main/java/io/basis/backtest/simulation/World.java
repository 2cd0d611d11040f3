package io.basis.backtest.simulation;

import io.basis.backtest.simulation.Fault.Kind;
import io.basis.domain.core.Core;
import io.basis.domain.message.Topic;
import io.basis.messaging.Codec;
import io.basis.messaging.Inbound;
import io.basis.messaging.Local;
import io.basis.messaging.Outbound;
import io.basis.messaging.Outlet;
import io.basis.messaging.Shell;
import io.basis.messaging.Spans;
import io.basis.messaging.Store;
import io.basis.messaging.StoreFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Services with several instances each, a broker, databases and a clock, moved on in steps: in each one some faults
 * begin and one instance does something.
 *
 * <p>An instance does what a poll loop does: acquire what the group gives it, poll, process, poll; drop everything after
 * a failure of the store. What a step decides depends on the seed and on the number of the step alone, so that a fault
 * that is left out changes nothing else by itself.
 */
final class World {

    static final int PARTITIONS = 3;

    private static final int INSTANCES = 2;
    private static final Instant EPOCH = Instant.parse("2030-01-01T00:00:00Z");
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    /** One for all: making a codec takes longer than a run. */
    static final Codec CODEC = new Codec();

    private final long seed;
    private final Script script;
    private final Parts parts;
    private final int maxSteps;
    private final BiConsumer<String, Store.RowChange> rows;
    private final List<Group<?>> groups = new ArrayList<>();
    private final Broker broker;
    private final Map<Kind, Integer> armed = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    private SplittableRandom random = new SplittableRandom();
    private Instant now = EPOCH;
    private int step;
    private int nextFault;
    private int turn;
    private int durable;
    private int brokerBack;
    private int crashAt = -1;
    private @Nullable Instance<?> frozen;

    /**
     * Makes a world in which nothing has happened.
     *
     * @param rows sees every row that a service stores
     */
    World(
            long seed,
            Script script,
            Parts parts,
            List<Service<?>> services,
            Broker broker,
            BiConsumer<String, Store.RowChange> rows,
            int maxSteps) {
        this.seed = seed;
        this.rows = rows;
        this.script = script;
        this.parts = parts;
        this.broker = broker;
        this.maxSteps = maxSteps;
        for (Service<?> service : services) {
            groups.add(new Group<>(service));
        }
    }

    /** Lets the instance die that does the durable thing of this number. */
    World crashAt(int number) {
        crashAt = number;
        return this;
    }

    Instant now() {
        return now;
    }

    /** Steps taken. */
    int steps() {
        return step;
    }

    /** Time that has passed on the simulated clock. */
    Duration elapsed() {
        return Duration.between(EPOCH, now);
    }

    /** Durable things done: acquisitions and commits, each before and after, records sent, and acknowledgements. */
    int durable() {
        return durable;
    }

    /** How many faults of each kind there were. */
    Map<Kind, Integer> counts() {
        return counts;
    }

    int fenced() {
        return groups.stream().mapToInt(group -> group.database.fenced()).sum();
    }

    /** What is stored, by service and strategy. */
    Map<String, byte[]> rows() {
        Map<String, byte[]> rows = new TreeMap<>();
        for (Group<?> group : groups) {
            group.database.rows().forEach((strategy, body) -> rows.put(group.service.name() + " " + strategy, body));
        }
        return rows;
    }

    /** Runs until nothing is left to do. */
    void run() {
        while (!step(null)) {
            if (step >= maxSteps) {
                throw new Violation(Invariant.PROGRESS, "not at its end after " + step + " steps");
            }
        }
    }

    /** One step; true when nothing is left to do. */
    private boolean step(@Nullable Instance<?> standing) {
        random = new SplittableRandom(seed + ++step * STRIDE);
        now = now.plusMillis(1 + random.nextInt(60_000));
        List<Fault> faults = script.faults();
        while (nextFault < faults.size() && faults.get(nextFault).step() <= step) {
            begin(faults.get(nextFault++));
        }
        @Nullable Instance<?> chosen = choose(standing);
        if (chosen != null) {
            chosen.turn();
            return false;
        }
        return standing == null
                && step >= brokerBack
                && nextFault >= faults.size()
                && groups.stream().allMatch(Group::idle);
    }

    /** Some instance that has something to do. */
    private @Nullable Instance<?> choose(@Nullable Instance<?> standing) {
        int all = groups.size() * INSTANCES;
        int first = script.orderly() ? turn++ : random.nextInt(all);
        for (int i = 0; i < all; i++) {
            int place = (first + i) % all;
            Instance<?> instance = groups.get(place / INSTANCES).instances.get(place % INSTANCES);
            if (instance != standing && instance.hasWork()) {
                return instance;
            }
        }
        return null;
    }

    private void begin(Fault fault) {
        int which = fault.which();
        Group<?> group = groups.get(which % groups.size());
        int rest = which / groups.size();
        int partition = rest % PARTITIONS;
        int more = rest / PARTITIONS;
        switch (fault.kind()) {
            case DUPLICATE -> {
                if (broker.repeat(which)) {
                    count(fault.kind());
                }
            }
            case DELAY -> {
                List<Topic> topics = new ArrayList<>(new TreeSet<>(group.service.reads()));
                group.hiddenUntil.put(topics.get(rest % topics.size()), step + fault.lasting());
                count(fault.kind());
            }
            case REDELIVERY -> {
                if (group.instances.get(more % INSTANCES).rewind(partition, 1 + more % 5)) {
                    count(fault.kind());
                }
            }
            case KILL -> {
                group.crash(more % INSTANCES, more % 3 == 0);
                count(fault.kind());
            }
            case DOUBLE_CRASH -> {
                group.crash(more % INSTANCES, more % 3 == 0);
                armed.merge(more % 2 == 0 ? Kind.CRASH_AFTER_ACQUIRE : Kind.CRASH_IN_PUBLISH, 1, Integer::sum);
                count(fault.kind());
            }
            case POWER_CUT -> {
                for (Group<?> any : groups) {
                    for (int i = 0; i < INSTANCES; i++) {
                        any.crash(i, false);
                    }
                }
                count(fault.kind());
            }
            case MOVE -> {
                group.move(partition);
                count(fault.kind());
            }
            case ZOMBIE -> {
                group.instances.get(group.owner[partition]).deafUntil = step + 3 * fault.lasting();
                group.move(partition);
                count(fault.kind());
            }
            case DATABASE_DOWN -> {
                group.databaseBack = step + fault.lasting();
                count(fault.kind());
            }
            case BROKER_DOWN -> {
                brokerBack = Math.max(brokerBack, step + fault.lasting());
                count(fault.kind());
            }
            case CRASH_BEFORE_ACQUIRE,
                    CRASH_AFTER_ACQUIRE,
                    CRASH_BEFORE_COMMIT,
                    CRASH_AFTER_COMMIT,
                    CRASH_IN_PUBLISH,
                    CRASH_BEFORE_ACKNOWLEDGEMENT,
                    FREEZE,
                    COMMIT_LOST,
                    COMMIT_UNKNOWN,
                    CRASH_BEFORE_CALL,
                    CRASH_AFTER_CALL,
                    CALL_LOST,
                    CALL_LATE,
                    ANSWER_LOST,
                    ANSWER_LATE,
                    ANSWER_TWICE -> armed.merge(fault.kind(), 1, Integer::sum);
        }
    }

    private void count(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** True once in so many times. */
    boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    /** A number below a bound. */
    int draw(int bound) {
        return random.nextInt(bound);
    }

    /** True when such a fault waits for this moment; then it waits no longer. */
    boolean strikes(Kind kind) {
        int waiting = armed.getOrDefault(kind, 0);
        if (waiting == 0) {
            return false;
        }
        armed.put(kind, waiting - 1);
        count(kind);
        return true;
    }

    /** A moment after which something is durable, or known to be. */
    void durable(Kind crash) {
        boolean here = durable++ == crashAt;
        if (here) {
            count(crash);
        }
        if (here || strikes(crash)) {
            throw new Crash();
        }
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super(null, null, false, false);
        }
    }

    /** A service: its tables, and its instances, between which partitions move. */
    private final class Group<S> {
        final Service<S> service;
        final Database database = new Database();
        final List<Instance<S>> instances = new ArrayList<>();
        final int[] owner = new int[PARTITIONS];
        final Map<Topic, Integer> hiddenUntil = new EnumMap<>(Topic.class);
        int generation;
        int databaseBack;

        Group(Service<S> service) {
            this.service = service;
            for (int i = 0; i < INSTANCES; i++) {
                instances.add(new Instance<>(this, i));
            }
            for (int p = 0; p < PARTITIONS; p++) {
                owner[p] = p % INSTANCES;
            }
        }

        void move(int partition) {
            owner[partition] = (owner[partition] + 1) % INSTANCES;
            generation++;
        }

        /** An instance dies and is started again; while it is away others may get what it had. */
        void crash(int index, boolean noticed) {
            if (noticed) {
                for (int p = 0; p < PARTITIONS; p++) {
                    if (owner[p] == index) {
                        move(p);
                    }
                }
            }
            instances.set(index, new Instance<>(this, index));
        }

        boolean hidden(Topic topic) {
            return hiddenUntil.getOrDefault(topic, 0) > step;
        }

        boolean idle() {
            return hiddenUntil.values().stream().allMatch(until -> until <= step)
                    && instances.stream().allMatch(Instance::idle);
        }
    }

    /** One process of a service. */
    private final class Instance<S> {
        final Group<S> group;
        final int index;
        final Map<Integer, Map<Topic, Long>> cursors = new TreeMap<>();
        final ArrayDeque<Outbound> unsent = new ArrayDeque<>();
        final Shell<S> shell;
        final Service.Edge<S> edge;
        List<Local> due = List.of();
        int generation = -1;
        int deafUntil;
        boolean ready;

        Instance(Group<S> group, int index) {
            this.group = group;
            this.index = index;
            edge = group.service.edge().apply(World.this);
            String service = group.service.name();
            Core<S> core = parts.core(service, group.service.core().get());
            Outlet outlet = parts.outlet(service, new Sender());
            shell = new Shell<>(
                    service,
                    core,
                    CODEC,
                    parts.store(service, new Connection(parts.tables(service, group.database)), outlet),
                    outlet,
                    Spans.NONE,
                    edge.calls());
        }

        /** The store, at which an instance may die and connections break. */
        private final class Connection implements Store {
            private final Store store;

            Connection(Store store) {
                this.store = store;
            }

            @Override
            public Acquired acquire(int partition) throws StoreFailure {
                requireDatabase();
                durable(Kind.CRASH_BEFORE_ACQUIRE);
                Acquired acquired = store.acquire(partition);
                durable(Kind.CRASH_AFTER_ACQUIRE);
                return acquired;
            }

            @Override
            public void commit(Changes changes) throws StoreFailure {
                requireDatabase();
                durable(Kind.CRASH_BEFORE_COMMIT);
                if (frozen == null && strikes(Kind.FREEZE)) {
                    freeze(changes.partitions().getFirst().partition());
                }
                if (strikes(Kind.COMMIT_LOST)) {
                    throw new StoreFailure("the connection broke");
                }
                store.commit(changes);
                changes.rows().forEach(row -> rows.accept(group.service.name(), row));
                if (strikes(Kind.COMMIT_UNKNOWN)) {
                    throw new StoreFailure("the connection broke");
                }
                durable(Kind.CRASH_AFTER_COMMIT);
            }

            private void requireDatabase() throws StoreFailure {
                if (step < group.databaseBack) {
                    throw new StoreFailure("the database is away");
                }
            }
        }

        /** While this one stands still another takes its partition over and goes on. */
        private void freeze(int partition) {
            frozen = this;
            SplittableRandom mine = random;
            group.move(partition);
            int steps = 5 + mine.nextInt(60);
            for (int i = 0; i < steps && step < maxSteps; i++) {
                World.this.step(this);
            }
            random = mine;
            frozen = null;
        }

        private final class Sender implements Outlet {
            @Override
            public void send(List<Outbound> records) {
                unsent.addAll(records);
            }

            @Override
            public void await() {
                flush(unsent.size());
            }
        }

        private void flush(int count) {
            for (int i = 0; i < count; i++) {
                durable(Kind.CRASH_IN_PUBLISH);
                broker.append(unsent.remove());
            }
            if (count > 0 && unsent.isEmpty()) {
                durable(Kind.CRASH_BEFORE_ACKNOWLEDGEMENT);
            }
        }

        /** True when the group has given out the partitions anew and this one has heard of it. */
        private boolean hears() {
            return generation != group.generation && step >= deafUntil;
        }

        boolean hasWork() {
            if (hears() || !ready) {
                return true;
            }
            if (step < brokerBack) {
                return false;
            }
            if (!unsent.isEmpty()) {
                return true;
            }
            for (Map.Entry<Integer, Map<Topic, Long>> cursor : cursors.entrySet()) {
                for (Topic topic : group.service.reads()) {
                    if (!group.hidden(topic)
                            && cursor.getValue().getOrDefault(topic, 0L)
                                    < broker.records(topic, cursor.getKey()).size()) {
                        return true;
                    }
                }
            }
            due = edge.locals().due(now, shell);
            return !due.isEmpty();
        }

        boolean idle() {
            return ready
                    && generation == group.generation
                    && unsent.isEmpty()
                    && !edge.waiting().on(shell);
        }

        void turn() {
            try {
                if (hears()) {
                    shell.revoked(Set.copyOf(cursors.keySet()));
                    cursors.clear();
                    generation = group.generation;
                    ready = false;
                } else if (!ready) {
                    acquire();
                } else if (!unsent.isEmpty() && !script.orderly() && random.nextInt(3) == 0) {
                    flush(1 + random.nextInt(unsent.size()));
                } else {
                    List<Local> locals = due;
                    due = List.of();
                    List<Inbound> records = poll();
                    if (records.isEmpty() && locals.isEmpty()) {
                        flush(unsent.size());
                    } else {
                        shell.batch(records, locals);
                    }
                }
            } catch (StoreFailure e) {
                cursors.clear();
                ready = false;
            } catch (Crash e) {
                group.crash(index, random.nextInt(3) == 0);
            }
        }

        private void acquire() throws StoreFailure {
            List<Integer> assigned = new ArrayList<>();
            for (int p = 0; p < PARTITIONS; p++) {
                if (group.owner[p] == index) {
                    assigned.add(p);
                }
            }
            shell.assigned(assigned)
                    .forEach((partition, positions) -> cursors.put(partition, new HashMap<>(positions)));
            ready = true;
        }

        /** Of some topics a few records, grouped by partition and topic in any order, as a consumer gives them. */
        private List<Inbound> poll() {
            List<Inbound> records = new ArrayList<>();
            List<Topic> topics = new ArrayList<>(new TreeSet<>(group.service.reads()));
            int most = script.orderly() || random.nextInt(6) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(4);
            if (!script.orderly()) {
                Collections.shuffle(topics, random);
            }
            int taken = script.orderly() ? topics.size() : 1 + random.nextInt(topics.size());
            for (Map.Entry<Integer, Map<Topic, Long>> cursor : cursors.entrySet()) {
                for (Topic topic : topics.subList(0, taken)) {
                    if (!group.hidden(topic)) {
                        read(topic, cursor.getKey(), cursor.getValue(), most, records);
                    }
                }
            }
            return records;
        }

        private void read(Topic topic, int partition, Map<Topic, Long> positions, int most, List<Inbound> records) {
            List<Inbound> written = broker.records(topic, partition);
            int from = (int) (long) positions.getOrDefault(topic, 0L);
            int to = (int) Math.min(written.size(), (long) from + most);
            for (int offset = from; offset < to; offset++) {
                records.add(parts.read(group.service.name(), written, offset));
            }
            if (to > from) {
                positions.put(topic, (long) to);
            }
        }

        /** Reads a few records again. */
        boolean rewind(int partition, int count) {
            @Nullable Map<Topic, Long> positions = cursors.get(partition);
            if (positions == null || positions.isEmpty()) {
                return false;
            }
            positions.replaceAll((topic, position) -> Math.max(0, position - count));
            return true;
        }
    }
}
