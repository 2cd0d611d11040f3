package io.basis.local.chaos;

import io.basis.backtest.run.RunRecorder;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.Route;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.execution.order.ClientId;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads every topic from its beginning and counts what was lost, doubled or changed. */
final class Verification {

    private static final Set<Topic> UNSEQUENCED = Set.of(Topic.COMMANDS, Topic.DEAD_LETTERS);

    /** What a run is recorded from, and what its orders and flows are counted on. */
    private static final Set<Topic> DECODED = Set.of(
            Topic.RISK_ASSESSMENTS,
            Topic.TARGET_POSITIONS,
            Topic.ORDERS_SIMULATED,
            Topic.ORDERS_BINANCE,
            Topic.ORDERS_BYBIT,
            Topic.ORDERS_OKX,
            Topic.ORDERS_ONCHAIN,
            Topic.FILLS,
            Topic.PNL);

    private final Codec codec = new Codec();
    private final Map<String, Script> scripts;
    private final Map<String, Followed> followed = new TreeMap<>();

    /** By topic, strategy and writer: the fingerprints of the records, in the order of their sequence from 1. */
    private final Map<String, List<String>> streams = new HashMap<>();

    private final Map<Topic, Integer> duplicates = new EnumMap<>(Topic.class);
    private final Set<String> deadLetters = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private long records;
    private int gaps;
    private int poisonous;
    private int equal;
    private int late;
    private long intended;
    private long executed;
    private int settled;
    private long outsideIntended;
    private long outsideExecuted;

    /** An order group, or the part of it that goes one way. */
    private record Part(long group, int part) {}

    /** One strategy as its records tell it. */
    private static final class Followed {
        final RunRecorder recorder;
        final Map<Part, Integer> sent = new HashMap<>();
        final Map<Part, Integer> answered = new HashMap<>();
        final Map<String, Integer> settled = new TreeMap<>();
        final Set<String> orders = new HashSet<>();

        Followed(Script script) {
            recorder = new RunRecorder(script.definition());
        }
    }

    Verification(Map<String, Script> scripts) {
        this.scripts = scripts;
        scripts.forEach((strategy, script) -> followed.put(strategy, new Followed(script)));
    }

    void read(String bootstrap) {
        try (WireReader reader = new WireReader(bootstrap, List.of(Topic.values()))) {
            reader.readAll(this::on);
        }
    }

    private void on(WireRecord record) {
        if (record.poison()) {
            poisonous++;
            return;
        }
        records++;
        if (record.origin() != null) {
            deadLetters.add(record.origin());
        }
        if (UNSEQUENCED.contains(record.topic())) {
            return;
        }
        List<String> stream = streams.computeIfAbsent(
                record.topic() + " of " + record.key() + (record.writer().isEmpty() ? "" : " by " + record.writer()),
                name -> new ArrayList<>());
        if (record.sequence() > 0 && record.sequence() <= stream.size()) {
            repeated(record, stream.get((int) record.sequence() - 1));
        } else if (record.sequence() == stream.size() + 1L) {
            stream.add(record.fingerprint());
            fresh(record);
        } else {
            gaps++;
            violations.add("%s of %s goes from %d to %d"
                    .formatted(place(record), record.key(), stream.size(), record.sequence()));
        }
    }

    private void repeated(WireRecord record, String first) {
        duplicates.merge(record.topic(), 1, Integer::sum);
        if (!record.fingerprint().equals(first)) {
            violations.add(
                    "%s of %s repeats %d with other bytes".formatted(place(record), record.key(), record.sequence()));
        }
    }

    private void fresh(WireRecord record) {
        @Nullable String name = record.key();
        @Nullable Followed strategy = name == null ? null : followed.get(name);
        if (name == null || strategy == null || !DECODED.contains(record.topic())) {
            return;
        }
        try {
            take(name, strategy, record.topic(), codec.read(record.topic(), record.body()));
        } catch (Unreadable | IllegalStateException e) {
            violations.add("%s of %s: %s".formatted(place(record), record.key(), e.getMessage()));
        }
    }

    private static void take(String name, Followed strategy, Topic topic, Message message) {
        switch (message) {
            case OrderGroup group -> {
                intend(name, strategy, topic, group);
                strategy.sent.merge(new Part(group.number(), group.part()), 1, Integer::sum);
            }
            case VenueReport report
            when report.group() > 0 ->
                strategy.answered.merge(new Part(report.group(), report.part()), 1, Integer::sum);
            default -> {
                // Recorded below.
            }
        }
        Undisturbed.settlement(message).ifPresent(flow -> strategy.settled.merge(flow, 1, Integer::sum));
        strategy.recorder.on(message);
    }

    /** The names under which a route places its orders of a group: one for each, or one for all of a transaction. */
    private static void intend(String name, Followed strategy, Topic topic, OrderGroup group) {
        List<Order> orders = group.orders();
        for (int place = 1; place <= orders.size(); place++) {
            if (topic != Topic.ORDERS_SIMULATED
                    && Route.of(orders.get(place - 1)).topic() == topic) {
                strategy.orders.add(ClientId.of(name, group.number(), place));
                if (group.execution() == OrderGroup.Execution.ATOMIC) {
                    return;
                }
            }
        }
    }

    private static String place(WireRecord record) {
        return WireRecord.place(record.topic().toString(), record.partition(), record.offset());
    }

    /** Compares every strategy whose start was acknowledged with its undisturbed run. */
    void compare(Iterable<String> started, Iterable<Owner.Acknowledged> flows) {
        Set<String> lateOnes = new HashSet<>();
        for (Owner.Acknowledged flow : flows) {
            if (flow.late()) {
                late++;
                lateOnes.add(flow.strategy());
            }
            @Nullable Followed strategy = followed.get(flow.strategy());
            int times = strategy == null
                    ? 0
                    : strategy.settled.getOrDefault(flow.flow().id(), 0);
            settled += times;
            // One that took no effect is seen below: the undisturbed run knows which are still on their way.
            if (times > 1) {
                violations.add(
                        "flow " + flow.flow().id() + " of " + flow.strategy() + " took effect " + times + " times");
            }
        }
        for (String strategy : started) {
            compare(strategy, lateOnes.contains(strategy));
        }
    }

    private void compare(String strategy, boolean flowsLate) {
        @Nullable Followed seen = followed.get(strategy);
        @Nullable Script script = scripts.get(strategy);
        if (seen == null || script == null) {
            throw new IllegalStateException("nobody started " + strategy);
        }
        intended += seen.sent.size();
        for (Map.Entry<Part, Integer> group : seen.sent.entrySet()) {
            int answers = seen.answered.getOrDefault(group.getKey(), 0);
            executed += answers;
            if (group.getValue() != 1 || answers != 1) {
                violations.add(group.getKey() + " of " + strategy + " was sent " + group.getValue()
                        + " times and executed " + answers + " times");
            }
        }
        for (Part group : seen.answered.keySet()) {
            if (!seen.sent.containsKey(group)) {
                violations.add(group + " of " + strategy + " was executed and never sent");
            }
        }
        if (!flowsLate) {
            try {
                Script.End end = Undisturbed.end(seen.recorder.finish(Duration.ZERO), seen.settled.keySet());
                if (end.same(script.expected(), script.insideTheLoop())) {
                    equal++;
                } else {
                    violations.add(strategy + " ends as " + end + ", undisturbed as " + script.expected());
                }
            } catch (IllegalStateException e) {
                violations.add(strategy + " has no whole record: " + e.getMessage());
            }
        }
    }

    /**
     * Holds what venues outside the loop executed, which they know best, against what was asked of them.
     *
     * @param executions client ids of a strategy's orders, once for each time a venue executed it
     */
    void compareWithVenues(String strategy, List<String> executions) {
        @Nullable Followed seen = followed.get(strategy);
        Set<String> orders = seen == null ? Set.of() : seen.orders;
        Set<String> executed = new HashSet<>(executions);
        outsideIntended += orders.size();
        outsideExecuted += executions.size();
        if (executed.size() != executions.size()) {
            violations.add(
                    strategy + ": the venues executed " + (executions.size() - executed.size()) + " orders again");
        }
        if (!executed.equals(orders)) {
            violations.add(strategy + ": " + orders.size() + " orders intended, " + executed.size()
                    + " executed at the venues, not all the same");
        }
    }

    /** Requires that each poison that somebody reads was put aside. */
    void requireDeadLetters(List<Poison.Written> written) {
        for (Poison.Written poison : written) {
            if (poison.read() && !deadLetters.contains(poison.place())) {
                violations.add(poison.what() + " at " + poison.place() + " was not put aside as a dead letter");
            }
        }
    }

    List<String> violations() {
        return violations;
    }

    long records() {
        return records;
    }

    int streams() {
        return streams.size();
    }

    int gaps() {
        return gaps;
    }

    int poisonous() {
        return poisonous;
    }

    Map<Topic, Integer> duplicates() {
        return duplicates;
    }

    int deadLetters() {
        return deadLetters.size();
    }

    int equal() {
        return equal;
    }

    int late() {
        return late;
    }

    long intended() {
        return intended;
    }

    long executed() {
        return executed;
    }

    long outsideIntended() {
        return outsideIntended;
    }

    long outsideExecuted() {
        return outsideExecuted;
    }

    int settled() {
        return settled;
    }
}
