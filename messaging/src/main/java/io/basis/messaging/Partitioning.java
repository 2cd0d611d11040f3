package io.basis.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** The partition number of a strategy. */
public final class Partitioning {
    private Partitioning() {}

    public static int of(String strategy, int partitions) {
        return Utils.toPositive(Utils.murmur2(strategy.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
