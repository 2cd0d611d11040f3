package io.basis.backtest.simulation;

import io.basis.domain.message.Topic;
import io.basis.messaging.Fenced;
import io.basis.messaging.Outbound;
import io.basis.messaging.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of one service. */
public final class Database implements Store {

    private final TreeMap<String, byte[]> rows = new TreeMap<>();
    private final Map<String, Integer> homes = new HashMap<>();
    private final Map<Integer, Kept> partitions = new HashMap<>();
    private int fenced;

    private static final class Kept {
        long epoch;
        Map<Topic, Long> positions = Map.of();
        List<Outbound> outbox = List.of();
    }

    /** The stored state of each strategy. */
    Map<String, byte[]> rows() {
        return rows;
    }

    int fenced() {
        return fenced;
    }

    @Override
    public Acquired acquire(int partition) {
        Kept kept = partitions.computeIfAbsent(partition, p -> new Kept());
        kept.epoch++;
        Map<String, byte[]> own = new TreeMap<>();
        rows.forEach((strategy, body) -> {
            if (Objects.equals(homes.get(strategy), partition)) {
                own.put(strategy, body);
            }
        });
        return new Acquired(kept.epoch, kept.positions, kept.outbox, own);
    }

    @Override
    public void commit(Changes changes) throws Fenced {
        for (PartitionChange change : changes.partitions()) {
            @Nullable Kept kept = partitions.get(change.partition());
            if (kept == null || kept.epoch != change.epoch()) {
                fenced++;
                throw new Fenced("partition " + change.partition());
            }
        }
        store(changes);
    }

    /** Stores without asking who owns the partitions, as no sound store does. */
    public void store(Changes changes) {
        for (PartitionChange change : changes.partitions()) {
            Kept kept = partitions.computeIfAbsent(change.partition(), p -> new Kept());
            kept.positions = change.positions();
            kept.outbox = change.outbox();
        }
        for (RowChange row : changes.rows()) {
            rows.put(row.strategy(), row.body());
            homes.put(row.strategy(), row.partition());
        }
    }
}
