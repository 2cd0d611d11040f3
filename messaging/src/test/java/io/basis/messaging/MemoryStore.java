package io.basis.messaging;

import io.basis.domain.message.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of one service, in memory; its parts can be switched off to see what they are worth. */
public final class MemoryStore implements Store {

    public final TreeMap<String, byte[]> rows = new TreeMap<>();
    public final List<KeyedMessage> messages = new ArrayList<>();
    public boolean fence = true;
    public boolean outbox = true;
    public int fenced;

    private final Map<String, Integer> homes = new HashMap<>();
    private final Map<Integer, Kept> partitions = new HashMap<>();

    private static final class Kept {
        long epoch;
        Map<Topic, Long> positions = Map.of();
        List<Outbound> outbox = List.of();
    }

    @Override
    public Acquired acquire(int partition) {
        Kept kept = partitions.computeIfAbsent(partition, p -> new Kept());
        kept.epoch++;
        Map<String, byte[]> own = new TreeMap<>();
        rows.forEach((strategy, body) -> {
            if (homes.get(strategy) == partition) {
                own.put(strategy, body);
            }
        });
        return new Acquired(kept.epoch, kept.positions, outbox ? kept.outbox : List.of(), own);
    }

    @Override
    public void commit(Changes changes) throws Fenced {
        for (PartitionChange change : changes.partitions()) {
            if (fence && partitions.get(change.partition()).epoch != change.epoch()) {
                fenced++;
                throw new Fenced("partition " + change.partition());
            }
        }
        for (PartitionChange change : changes.partitions()) {
            Kept kept = partitions.get(change.partition());
            kept.positions = change.positions();
            kept.outbox = change.outbox();
        }
        for (RowChange row : changes.rows()) {
            rows.put(row.strategy(), row.body());
            homes.put(row.strategy(), row.partition());
        }
        messages.addAll(changes.messages());
    }
}
