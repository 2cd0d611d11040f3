package io.basis.embedded;

import java.util.Map;

/** A topic that must exist: its name, how many partitions it has, and where its settings differ from the broker's. */
public record TopicSpec(String name, int partitions, Map<String, String> config) {
    public TopicSpec {
        if (name.isBlank()) throw new IllegalArgumentException("a topic needs a name");
        if (partitions < 1)
            throw new IllegalArgumentException(
                    "topic %s: partitions must be at least 1, got %d".formatted(name, partitions));
        config = Map.copyOf(config);
    }

    /** A topic with the broker's settings. */
    public TopicSpec(String name, int partitions) {
        this(name, partitions, Map.of());
    }
}
