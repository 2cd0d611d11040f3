package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.Message;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueCall;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs a core over what a service reads, so that every record takes effect exactly once whatever crashes or moves.
 *
 * <p>A batch is one transaction: the changed states, the positions of the input and the records to be sent. They are
 * sent after it, and the transaction of the next batch, made only once they are all acknowledged, overwrites them. A
 * new owner sends them again; readers drop what they have seen by its sequence.
 *
 * <p>A strategy that cannot go on halts alone. Its records are parked from the failing one on, and {@code resume} runs
 * them in order. Meanwhile its life goes on: records of {@code strategies}, {@code commands} and {@code halts} still
 * reach the core unless one of the same topic is parked, so that order within a topic is kept and an emergency exit
 * works. A skip resumes without the record that failed, which goes to the dead letters. Lost records are different: the
 * halt is for good, because nothing that follows could be right.
 *
 * <p>A stored state that this version cannot read halts its strategy too. It stays in the row as it is, and everything
 * waits beside it, until a version that can read it is there and {@code resume} comes. Of a row that is no row at all
 * not even the sequences are known: it is left alone, and what comes for it goes to the dead letters.
 *
 * <p>Used by one thread.
 *
 * @param <S> state of the core
 */
public final class Shell<S> {

    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);

    /** Records that may wait for a strategy before it is given up. */
    static final int MAX_PARKED = 1000;

    /**
     * Bytes of a record that are put aside with it: a record as large as the broker takes would with the headers of a
     * dead letter be larger, and could never be sent. The whole of it stays where it was found.
     */
    static final int MAX_DEAD_BODY = 64 * 1024;

    private static final int MAX_DEAD_KEY = 1024;

    private static final String GAP = "MSG-001";
    private static final String UNREADABLE = "MSG-002";
    private static final String OVERFLOW = "MSG-003";
    private static final String BROKEN = "SYS-001";
    private static final String UNREADABLE_STATE = "SYS-002";

    /** Halts that nothing ends: records are lost. */
    private static final Set<String> FINAL = Set.of(GAP, OVERFLOW);

    private static final Set<Topic> LIFE = Set.of(Topic.STRATEGIES, Topic.COMMANDS, Topic.HALTS);

    private final String service;
    private final Core<S> core;
    private final Codec codec;
    private final Store store;
    private final Outlet outlet;
    private final Spans spans;
    private final Calls calls;
    private final Placement placement;
    private final Map<Integer, Partition<S>> owned = new TreeMap<>();

    /**
     * Makes a shell that owns nothing yet.
     *
     * @param service name in halts and in the {@code writer} header, unique among all that write the same topic
     */
    public Shell(String service, Core<S> core, Codec codec, Store store, Outlet outlet, Spans spans, Calls calls) {
        this(service, core, codec, store, outlet, spans, calls, (strategy, partition) -> true);
    }

    /**
     * Makes a shell that owns nothing yet.
     *
     * @param service name in halts and in the {@code writer} header, unique among all that write the same topic
     * @param placement which records are where they belong; the others are put aside unread
     */
    public Shell(
            String service,
            Core<S> core,
            Codec codec,
            Store store,
            Outlet outlet,
            Spans spans,
            Calls calls,
            Placement placement) {
        this.placement = placement;
        this.service = service;
        this.core = core;
        this.codec = codec;
        this.store = store;
        this.outlet = outlet;
        this.spans = spans;
        this.calls = calls;
    }

    /**
     * Takes partitions over, and sends again what their last owner may not have sent.
     *
     * @return where to read on, by partition and topic; from the beginning where nothing is said
     * @throws StoreFailure when they could not be acquired; nothing is owned then
     */
    public Map<Integer, Map<Topic, Long>> assigned(Collection<Integer> partitions) throws StoreFailure {
        Map<Integer, Map<Topic, Long>> positions = new TreeMap<>();
        for (int number : partitions) {
            Store.Acquired acquired = guarded(() -> store.acquire(number));
            Partition<S> partition = new Partition<>(number, acquired.epoch(), acquired.positions());
            acquired.rows().forEach((strategy, body) -> hold(partition, strategy, body));
            owned.put(number, partition);
            outlet.send(acquired.outbox());
            positions.put(number, Map.copyOf(partition.positions));
        }
        return positions;
    }

    /** Forgets partitions that belong to somebody else now. */
    public void revoked(Collection<Integer> partitions) {
        partitions.forEach(owned::remove);
    }

    public Set<Integer> owned() {
        return Set.copyOf(owned.keySet());
    }

    /** True for the code of a halt that neither resume nor skip ends, because records are lost. */
    public static boolean isFinal(String haltCode) {
        return FINAL.contains(haltCode);
    }

    /** The owned strategies that are halted here, by name. */
    public Set<String> halted() {
        Set<String> halted = new TreeSet<>();
        for (Partition<S> partition : owned.values()) {
            partition.rows.forEach((strategy, held) -> {
                if (held.row.halt != null) {
                    halted.add(strategy);
                }
            });
        }
        return halted;
    }

    /** Shows the state of every owned strategy that is running here. */
    public void forEachRunning(BiConsumer<String, S> look) {
        for (Partition<S> partition : owned.values()) {
            partition.rows.forEach((strategy, held) -> {
                if (held.row.introduced && held.row.halt == null) {
                    look.accept(strategy, held.row.state);
                }
            });
        }
    }

    /**
     * Processes records and local messages, and stores and sends what follows from them.
     *
     * @throws StoreFailure when nothing of it counts; nothing is owned then
     */
    public void batch(List<Inbound> records, List<Local> locals) throws StoreFailure {
        Batch batch = new Batch();
        owned.values().forEach(batch::announceUnreadable);
        for (Inbound record : records) {
            batch.take(record);
        }
        for (Local local : locals) {
            batch.take(local);
        }
        if (batch.partitions.isEmpty()) {
            return;
        }
        Store.Changes changes = batch.changes();
        outlet.await();
        guarded(() -> {
            store.commit(changes);
            return changes;
        });
        batch.turns.values().forEach(Turn::committed);
        for (Store.PartitionChange partition : changes.partitions()) {
            outlet.send(partition.outbox());
        }
        // A call is made when the intent behind it is stored, and only then; one that a crash swallows is asked after.
        batch.turns.values().forEach(turn -> turn.calls.forEach(call -> calls.call(turn.held.strategy, call)));
    }

    /** After a failure of the store the states in memory may not be the stored ones: nothing is owned any more. */
    private <T> T guarded(StoreCall<T> call) throws StoreFailure {
        try {
            return call.run();
        } catch (StoreFailure e) {
            owned.clear();
            throw e;
        }
    }

    @FunctionalInterface
    private interface StoreCall<T> {
        T run() throws StoreFailure;
    }

    private void hold(Partition<S> partition, String strategy, byte[] body) {
        try {
            partition.rows.put(strategy, new Held<>(strategy, partition.number, row(strategy, body), body, null));
        } catch (Unreadable e) {
            holdUnread(partition, strategy, body, String.valueOf(e.getMessage()));
        }
    }

    private void holdUnread(Partition<S> partition, String strategy, byte[] body, String problem) {
        try {
            Row.Halt halt = new Row.Halt(
                    UNREADABLE_STATE, "the stored state is not one of this version: " + problem, false, null);
            Held<S> held = new Held<>(strategy, partition.number, unread(body), body, halt);
            partition.rows.put(strategy, held);
            if (held.row.halt == null) {
                held.row.halt = halt;
                partition.unannounced.add(held);
            }
        } catch (Unreadable e) {
            LOG.error("the stored row of {} is none, it is left alone: {}", strategy, e.getMessage());
            partition.ruined.add(strategy);
        }
    }

    @SuppressWarnings("unchecked") // written as a row of this core's state
    private Row<S> row(String strategy, byte[] body) throws Unreadable {
        return codec.read(Row.class, body, core.fresh(strategy).getClass());
    }

    /** The row with its state as it was written, to be written again: it is none of the core's, and must not reach it. */
    @SuppressWarnings("unchecked")
    private Row<S> unread(byte[] body) throws Unreadable {
        return codec.read(Row.class, body, JsonNode.class);
    }

    /** A partition number of all topics, as this instance owns it. */
    private static final class Partition<S> {
        final int number;
        final long epoch;
        final Map<Topic, Long> positions = new EnumMap<>(Topic.class);
        final Map<String, Held<S>> rows = new HashMap<>();

        /** Strategies found with a state that this version cannot read, until the halt is sent. */
        final List<Held<S>> unannounced = new ArrayList<>();

        /** Strategies whose stored row is not one. */
        final Set<String> ruined = new HashSet<>();

        Partition(int number, long epoch, Map<Topic, Long> positions) {
            this.number = number;
            this.epoch = epoch;
            this.positions.putAll(positions);
        }
    }

    /** A strategy in memory, and as it was stored last: null before that. */
    private static final class Held<S> {
        final String strategy;
        final int partition;
        Row<S> row;
        byte @Nullable [] body;

        /** Why the state in the row was not read, or null when it was. */
        final Row.@Nullable Halt unread;

        Held(String strategy, int partition, Row<S> row, byte @Nullable [] body, Row.@Nullable Halt unread) {
            this.strategy = strategy;
            this.partition = partition;
            this.row = row;
            this.body = body;
            this.unread = unread;
        }
    }

    /** One transaction in the making. */
    private final class Batch {
        final Set<Partition<S>> partitions = new LinkedHashSet<>();
        final Map<String, Turn> turns = new LinkedHashMap<>();
        final List<Outbound> deadLetters = new ArrayList<>();

        void announceUnreadable(Partition<S> partition) {
            for (Held<S> held : partition.unannounced) {
                partitions.add(partition);
                turn(held).announce(Objects.requireNonNull(held.row.halt));
            }
            partition.unannounced.clear();
        }

        void take(Inbound record) {
            @Nullable Partition<S> partition = owned.get(record.partition());
            // Read before the partition was lost or found: it will be read again, or was.
            if (partition == null || record.offset() < partition.positions.getOrDefault(record.topic(), 0L)) {
                return;
            }
            partitions.add(partition);
            partition.positions.put(record.topic(), record.offset() + 1);
            if (record.key() == null) {
                broadcast(partition, record);
            } else if (placement.right(record.key(), record.partition())) {
                receive(partition, record.key(), record);
            } else {
                // A row of another partition is not this owner's to write, and a key that is no name not to be stored.
                deadLetters.add(deadLetter(record, "no strategy of this partition"));
            }
        }

        void take(Local local) {
            for (Partition<S> partition : owned.values()) {
                @Nullable Held<S> held = partition.rows.get(local.strategy());
                if (held != null && held.row.introduced && held.row.halt == null) {
                    partitions.add(partition);
                    turn(held).run(null, 0, local.message(), new byte[0]);
                }
            }
        }

        private void receive(Partition<S> partition, String strategy, Inbound record) {
            if (partition.ruined.contains(strategy)) {
                deadLetters.add(deadLetter(record, "the stored row of " + strategy + " cannot be read"));
                return;
            }
            boolean sequenced = TopicCatalogue.sequenced(record.topic());
            if (sequenced && record.sequence() <= 0) {
                deadLetters.add(deadLetter(record, "no sequence"));
                return;
            }
            @Nullable Held<S> known = partition.rows.get(strategy);
            long last = known == null ? 0 : known.row.received(record.topic(), record.writer());
            if (sequenced && record.sequence() <= last) {
                return;
            }
            @Nullable Message message = null;
            String problem = "";
            try {
                message = codec.read(record.topic(), record.body());
            } catch (Unreadable e) {
                problem = String.valueOf(e.getMessage());
                deadLetters.add(deadLetter(record, problem));
                if (!sequenced) {
                    return;
                }
            }
            Held<S> held = known != null ? known : unknown(partition, strategy);
            Turn turn = turn(held);
            if (sequenced) {
                held.row.received(record.topic(), record.writer(), record.sequence());
                if (record.sequence() > last + 1 && !TopicCatalogue.compacted(record.topic())) {
                    turn.halt(
                            GAP,
                            record.topic() + " " + record.writer() + " goes from " + last + " to " + record.sequence()
                                    + ": records are lost",
                            true,
                            null);
                }
            }
            if (message == null) {
                turn.unreadable(record, problem);
            } else {
                turn.receive(record.topic(), record.sequence(), message, record.body());
            }
        }

        private Held<S> unknown(Partition<S> partition, String strategy) {
            Held<S> held = new Held<>(strategy, partition.number, new Row<>(core.fresh(strategy)), null, null);
            partition.rows.put(strategy, held);
            return held;
        }

        private void broadcast(Partition<S> partition, Inbound record) {
            Message message;
            try {
                message = codec.read(record.topic(), record.body());
            } catch (Unreadable e) {
                deadLetters.add(deadLetter(record, String.valueOf(e.getMessage())));
                return;
            }
            for (Held<S> held : partition.rows.values()) {
                if (held.row.live && held.row.halt == null) {
                    turn(held).run(record.topic(), 0, message, record.body());
                }
            }
        }

        private Turn turn(Held<S> held) {
            return turns.computeIfAbsent(held.strategy, strategy -> new Turn(held));
        }

        Store.Changes changes() {
            Map<Integer, List<Outbound>> out = new HashMap<>();
            List<Store.RowChange> rows = new ArrayList<>();
            List<KeyedMessage> messages = new ArrayList<>();
            for (Turn turn : turns.values()) {
                List<Outbound> of = out.computeIfAbsent(turn.held.partition, p -> new ArrayList<>());
                of.addAll(turn.out);
                of.addAll(turn.letters);
                rows.add(turn.change());
                messages.addAll(turn.messages);
            }
            for (Outbound letter : deadLetters) {
                out.computeIfAbsent(letter.partition(), p -> new ArrayList<>()).add(letter);
            }
            List<Store.PartitionChange> changed = new ArrayList<>();
            for (Partition<S> partition : partitions) {
                changed.add(new Store.PartitionChange(
                        partition.number,
                        partition.epoch,
                        Map.copyOf(partition.positions),
                        List.copyOf(out.getOrDefault(partition.number, List.of()))));
            }
            return new Store.Changes(changed, rows, messages);
        }
    }

    private static Outbound deadLetter(Inbound record, String reason) {
        LOG.warn("unreadable record at {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), reason);
        byte[] body = record.body();
        return new Outbound(
                Topic.DEAD_LETTERS,
                record.partition(),
                record.key() == null || record.key().length() <= MAX_DEAD_KEY
                        ? record.key()
                        : record.key().substring(0, MAX_DEAD_KEY),
                Map.of(
                        "topic", record.topic().toString().getBytes(UTF_8),
                        "partition", Integer.toString(record.partition()).getBytes(UTF_8),
                        "offset", Long.toString(record.offset()).getBytes(UTF_8),
                        "size", Integer.toString(body.length).getBytes(UTF_8),
                        "reason", reason.getBytes(UTF_8)),
                body.length <= MAX_DEAD_BODY ? body : Arrays.copyOf(body, MAX_DEAD_BODY));
    }

    /** Nothing that was read is ever gone: what is left out lies where operators find it. */
    private static Outbound skipped(Held<?> held, Row.Parked record, String reason) {
        LOG.warn("{} goes on without {} {}: {}", held.strategy, record.topic(), record.sequence(), reason);
        return new Outbound(
                Topic.DEAD_LETTERS,
                held.partition,
                held.strategy,
                Map.of(
                        "topic", record.topic().toString().getBytes(UTF_8),
                        "partition", Integer.toString(held.partition).getBytes(UTF_8),
                        "sequence", Long.toString(record.sequence()).getBytes(UTF_8),
                        "reason", ("skipped: " + reason).getBytes(UTF_8)),
                record.body());
    }

    /** What a batch does to one strategy. */
    private final class Turn {
        final Held<S> held;
        final Row<S> row;
        final List<Outbound> out = new ArrayList<>();
        final List<KeyedMessage> messages = new ArrayList<>();
        final List<VenueCall> calls = new ArrayList<>();

        /** What was skipped, sent behind what follows from the batch. */
        final List<Outbound> letters = new ArrayList<>();

        /** What the core took in since the row was stored, to get there again after a failure. */
        private final List<Message> applied = new ArrayList<>();

        private byte @Nullable [] body;

        Turn(Held<S> held) {
            this.held = held;
            this.row = held.row;
        }

        Store.RowChange change() {
            byte[] json = codec.write(row);
            body = json;
            return new Store.RowChange(held.strategy, held.partition, json);
        }

        void committed() {
            held.body = body;
        }

        void receive(Topic topic, long sequence, Message message, byte[] record) {
            if (isOver(message)) {
                return;
            }
            if (row.halt != null) {
                receiveHalted(topic, sequence, message, record);
            } else if (!row.introduced && definition(message) == null) {
                park(topic, sequence, record);
            } else if (run(topic, sequence, message, record) && !row.parked.isEmpty()) {
                drain();
            }
        }

        /** What a service said of itself and comes back to it after it went on would be taken for a new halt. */
        private boolean isOver(Message message) {
            return message instanceof StrategyHalt said && said.service().equals(service) && row.halt == null;
        }

        private void receiveHalted(Topic topic, long sequence, Message message, byte[] record) {
            boolean resumes = resumes(message);
            boolean known = row.introduced || definition(message) != null;
            if (known && held.unread == null && LIFE.contains(topic) && !row.parks(topic)) {
                run(topic, sequence, message, record);
            } else {
                park(topic, sequence, record);
            }
            if (resumes) {
                resume(skip(message));
            }
        }

        /**
         * Commands reach the service that answers them, and all others through its word on the strategy. A definition that
         * comes first is no resumption, only the beginning of what a gap had already ended; one that waits is the first, on
         * which the strategy halted.
         */
        private boolean resumes(Message message) {
            return switch (message) {
                case StrategyCommand.Resume resume -> true;
                case StrategyCommand.Skip skip -> true;
                case StrategyCommand.Stop stop -> true;
                case StrategyCommand.EmergencyExit exit -> true;
                case StartedStrategy started ->
                    (row.introduced || row.parks(Topic.STRATEGIES))
                            && (started.status() == Status.RUNNING || started.status() == Status.STOPPED);
                default -> false;
            };
        }

        private static StrategyCommand.@Nullable Skip skip(Message message) {
            return switch (message) {
                case StrategyCommand.Skip skip -> skip;
                case StartedStrategy started -> started.skip();
                default -> null;
            };
        }

        private void resume(StrategyCommand.@Nullable Skip skip) {
            Row.Halt halt = Objects.requireNonNull(row.halt);
            if (halt.lost()) {
                announce(halt);
                return;
            }
            if (held.unread != null) {
                row.halt = held.unread;
                announce(held.unread);
                return;
            }
            Integer failed = halt.failed();
            if (skip != null && failed != null && skip.service().equals(service) && skip.halt() == row.lastHalt()) {
                Row.Parked skipped = row.parked.remove((int) failed);
                letters.add(skipped(held, skipped, skip.reason()));
            }
            row.halt = null;
            drain();
        }

        /** Runs what is parked, in order, until something fails. */
        private void drain() {
            List<Row.Parked> waiting = List.copyOf(row.parked);
            row.parked.clear();
            for (int i = 0; i < waiting.size(); i++) {
                Row.Parked record = waiting.get(i);
                if (row.halt != null) {
                    row.parked.add(record);
                    continue;
                }
                try {
                    Message message = codec.read(record.topic(), record.body());
                    receive(record.topic(), record.sequence(), message, record.body());
                } catch (Unreadable e) {
                    row.parked.add(record);
                    halt(
                            UNREADABLE,
                            unreadable(record.topic(), record.sequence(), e.getMessage()),
                            false,
                            lastParked());
                }
            }
        }

        void unreadable(Inbound record, String problem) {
            park(record.topic(), record.sequence(), record.body());
            halt(UNREADABLE, unreadable(record.topic(), record.sequence(), problem), false, lastParked());
        }

        private Integer lastParked() {
            return row.parked.size() - 1;
        }

        private static String unreadable(Topic topic, long sequence, @Nullable String problem) {
            return topic + " " + sequence + " cannot be read: " + problem;
        }

        private void park(Topic topic, long sequence, byte[] record) {
            if (row.halt != null && row.halt.lost()) {
                return;
            }
            row.parked.add(new Row.Parked(topic, sequence, record));
            if (row.parked.size() > MAX_PARKED) {
                row.parked.clear();
                halt(OVERFLOW, "more than " + MAX_PARKED + " records wait for this strategy", true, null);
            }
        }

        /**
         * Gives one message to the core.
         *
         * @param record what is parked if the core fails
         * @return true when it went well
         */
        boolean run(@Nullable Topic topic, long sequence, Message message, byte[] record) {
            Emitted emitted = new Emitted();
            try {
                spans.around(held.strategy, topic, sequence, () -> core.on(row.state, message, emitted));
            } catch (RuntimeException e) {
                // A core may throw anything when it is wrong or its input is: the strategy halts, the others go on.
                recompute();
                if (topic != null) {
                    park(topic, sequence, record);
                }
                halt(
                        e instanceof Refusal refusal ? refusal.code() : BROKEN,
                        reason(e),
                        false,
                        topic == null ? null : lastParked());
                return false;
            }
            applied.add(message);
            @Nullable StrategyDefinition definition = definition(message);
            if (definition != null) {
                row.introduced = true;
                row.live = !definition.environment().replayed();
            }
            if (topic != null) {
                messages.add(new KeyedMessage(held.strategy, topic, sequence, message));
            }
            for (Emission emission : emitted.messages) {
                emit(emission.topic, emission.message);
            }
            calls.addAll(emitted.calls);
            return true;
        }

        private static String reason(RuntimeException e) {
            return e instanceof Refusal ? String.valueOf(e.getMessage()) : e.toString();
        }

        /** The failed message may have changed half of the state: makes the state anew, as it was before it. */
        private void recompute() {
            try {
                row.state = held.body == null ? core.fresh(held.strategy) : row(held.strategy, held.body).state;
            } catch (Unreadable e) {
                throw new IllegalStateException("the state of " + held.strategy + " was readable and is not", e);
            }
            for (Message message : applied) {
                core.on(row.state, message, new Emitted());
            }
        }

        private void emit(Topic topic, Message message) {
            long sequence = row.nextSequence(topic);
            Map<String, byte[]> headers = new TreeMap<>();
            headers.put(
                    Outbound.SEQUENCE,
                    ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
            if (TopicCatalogue.severalWriters(topic)) {
                headers.put(Outbound.WRITER, service.getBytes(UTF_8));
            }
            out.add(new Outbound(topic, held.partition, held.strategy, headers, codec.write(topic, message)));
            messages.add(new KeyedMessage(held.strategy, topic, sequence, message));
        }

        /** Halts the strategy; the first halt stands, unless records were lost since. */
        void halt(String code, String reason, boolean lost, @Nullable Integer failed) {
            if (row.halt != null && !lost) {
                return;
            }
            Row.Halt halt = new Row.Halt(code, reason, lost, failed);
            row.halt = halt;
            announce(halt);
        }

        private void announce(Row.Halt halt) {
            MDC.put("strategy", held.strategy);
            LOG.error("{} halted in {}: {} {}", held.strategy, service, halt.code(), halt.reason());
            MDC.remove("strategy");
            emit(Topic.HALTS, new StrategyHalt(halt.code(), halt.reason(), service));
        }

        private static @Nullable StrategyDefinition definition(Message message) {
            return switch (message) {
                case StartedStrategy started -> started.definition();
                case StrategyCommand.Start start -> start.definition();
                default -> null;
            };
        }
    }

    private record Emission(Topic topic, Message message) {}

    /** What the core makes of one message, until it is known that it went well. */
    private static final class Emitted implements Output {
        final List<Emission> messages = new ArrayList<>();
        final List<VenueCall> calls = new ArrayList<>();

        @Override
        public void emit(Topic topic, Message message) {
            messages.add(new Emission(topic, message));
        }

        @Override
        public void call(VenueCall call) {
            calls.add(call);
        }
    }
}
