package io.basis.marketdata.app;

import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.replay.SnapshotSource;
import io.basis.marketdata.snapshot.MissingDataException;
import io.basis.marketdata.snapshot.WindowException;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Market data as a topic recorded it, on whichever strategy's behalf: what was once live or on paper is a catalogue.
 *
 * <p>Every snapshot that has all the series a strategy needs counts, whichever partition it is on; one instant recorded
 * twice must say the same twice. The snapshots are cut down to the series needed, in the strategy's own order, so that a
 * run from a topic and one from the catalogue see the same.
 */
public final class RecordedTopic implements SnapshotSource {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final String bootstrap;
    private final String topic;
    private final Codec codec = new Codec();

    public RecordedTopic(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
    }

    @Override
    public List<MarketSnapshot> open(StrategyDefinition definition) {
        NavigableMap<Instant, MarketSnapshot> recorded = read(definition.series());
        if (recorded.isEmpty()) {
            throw new WindowException("topic " + topic + " has no snapshot with every series that " + definition.mode()
                    + " needs: " + definition.series());
        }
        Instant to = definition.to() == null ? recorded.lastKey() : definition.to();
        if (definition.from().isBefore(recorded.firstKey()) || to.isAfter(recorded.lastKey())) {
            throw new WindowException("topic " + topic + " does not cover " + definition.from() + " to " + to
                    + ", the window recorded is " + recorded.firstKey() + " to " + recorded.lastKey());
        }
        List<MarketSnapshot> run = new ArrayList<>();
        for (Instant at = definition.from(); !at.isAfter(to); at = at.plus(definition.interval())) {
            @Nullable MarketSnapshot snapshot = recorded.get(at);
            if (snapshot == null) {
                throw new MissingDataException(
                        definition.series().getFirst(), at, "topic " + topic + " has no snapshot of that instant");
            }
            run.add(snapshot);
        }
        return run;
    }

    private NavigableMap<Instant, MarketSnapshot> read(List<SeriesKey> series) {
        SeriesLayout layout = new SeriesLayout(series);
        NavigableMap<Instant, MarketSnapshot> recorded = new TreeMap<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> entry : consumer.poll(POLL)) {
                    add(recorded, layout, decode(entry));
                }
            }
        }
        return recorded;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private MarketSnapshot decode(ConsumerRecord<String, byte[]> entry) {
        try {
            return (MarketSnapshot) codec.read(Topic.MARKET_DATA, entry.value());
        } catch (Unreadable unreadable) {
            throw new WindowException("topic " + topic + " partition " + entry.partition() + " offset " + entry.offset()
                    + " is no snapshot: " + unreadable.getMessage());
        }
    }

    private void add(NavigableMap<Instant, MarketSnapshot> recorded, SeriesLayout layout, MarketSnapshot snapshot) {
        for (SeriesKey key : layout.keys()) {
            if (snapshot.layout().slot(key) < 0) {
                return;
            }
        }
        MarketSnapshot cut = cut(snapshot, layout);
        @Nullable MarketSnapshot before = recorded.putIfAbsent(cut.at(), cut);
        if (before != null && !same(before, cut)) {
            throw new WindowException("topic " + topic + " says two different things of " + cut.at()
                    + ": replay one recording at a time");
        }
    }

    private static MarketSnapshot cut(MarketSnapshot snapshot, SeriesLayout layout) {
        int size = layout.size();
        double[] values = new double[size];
        double[] highs = new double[size];
        double[] lows = new double[size];
        Provenance[] provenance = new Provenance[size];
        for (int slot = 0; slot < size; slot++) {
            int from = snapshot.layout().slot(layout.keys().get(slot));
            values[slot] = snapshot.value(from);
            highs[slot] = snapshot.high(from);
            lows[slot] = snapshot.low(from);
            provenance[slot] = snapshot.provenance(from);
        }
        return new MarketSnapshot(snapshot.at(), layout, values, highs, lows, provenance);
    }

    private static boolean same(MarketSnapshot one, MarketSnapshot other) {
        for (int slot = 0; slot < one.layout().size(); slot++) {
            if (Double.compare(one.value(slot), other.value(slot)) != 0
                    || Double.compare(one.high(slot), other.high(slot)) != 0
                    || Double.compare(one.low(slot), other.low(slot)) != 0) {
                return false;
            }
        }
        return true;
    }
}
