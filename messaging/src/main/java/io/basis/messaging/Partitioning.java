package io.basis.messaging;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/** The partition number of a strategy. */
public final class Partitioning {

    /** What every name of a strategy matches, and most garbage does not. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    private Partitioning() {}

    public static int of(String strategy, int partitions) {
        return Utils.toPositive(Utils.murmur2(strategy.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** Names of strategies are where they belong on their own partition alone; other keys belong nowhere. */
    static Placement among(int partitions) {
        return (strategy, partition) -> NAME.matcher(strategy).matches() && of(strategy, partitions) == partition;
    }
}
