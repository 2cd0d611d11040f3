package io.basis.messaging;

import io.basis.domain.message.Topic;
import java.util.List;
import java.util.Map;

/** Where a service keeps, per partition number, what it must not lose: one transaction takes or leaves all of it. */
public interface Store {

    /**
     * Becomes the owner of a partition: raises its epoch, so that no earlier owner can commit any more, and reads it.
     *
     * @throws StoreFailure when that could not be done, and nothing was
     */
    Acquired acquire(int partition) throws StoreFailure;

    /**
     * Stores what a batch changed.
     *
     * @throws Fenced when somebody acquired one of the partitions since, and nothing was stored
     * @throws StoreFailure when it is unknown whether it was stored: acquire again to find out
     */
    void commit(Changes changes) throws StoreFailure;

    /**
     * A partition as its new owner finds it.
     *
     * @param positions offset of the next record by topic; nothing for a topic of which nothing was read
     * @param outbox records of the last commit, which may or may not have been sent
     * @param rows stored state by strategy
     */
    record Acquired(long epoch, Map<Topic, Long> positions, List<Outbound> outbox, Map<String, byte[]> rows) {}

    /**
     * What a batch changed.
     *
     * @param messages what took effect, in order, for read models
     */
    record Changes(List<PartitionChange> partitions, List<RowChange> rows, List<KeyedMessage> messages) {}

    /** The new positions and outbox of a partition that is owned since {@code epoch}. */
    record PartitionChange(int partition, long epoch, Map<Topic, Long> positions, List<Outbound> outbox) {}

    /** The new state of a strategy. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record RowChange(String strategy, int partition, byte[] body) {}
}
