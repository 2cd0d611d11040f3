package io.basis.strategy.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a strategy that is stuck from one that waits: it takes part in the loop, and no instant was completed for longer
 * than two of its intervals, or five minutes when that is longer, or for what is configured.
 */
@ApplicationScoped
public class Progress {

    private static final Duration AT_LEAST = Duration.ofMinutes(5);

    /** Of these nothing is expected. */
    private static final Set<String> IDLE = Set.of(Strategies.CREATED, "HALTED", "COMPLETED");

    private final @Nullable Duration configured;

    Progress(StrategyConfig configuration) {
        configured = configuration.stuckAfter().orElse(null);
    }

    /** True when instants of a strategy should be completed. */
    boolean isExpected(String status) {
        return !IDLE.contains(status);
    }

    /** True when nothing was completed for too long; what was never heard of is not judged. */
    boolean isStuck(String status, @Nullable Instant progressedAt, @Nullable Long intervalSeconds, Instant now) {
        return isExpected(status)
                && progressedAt != null
                && progressedAt.plus(limit(intervalSeconds)).isBefore(now);
    }

    private Duration limit(@Nullable Long intervalSeconds) {
        if (configured != null) {
            return configured;
        }
        Duration two = Duration.ofSeconds(intervalSeconds == null ? 3600 : intervalSeconds)
                .multipliedBy(2);
        return two.compareTo(AT_LEAST) < 0 ? AT_LEAST : two;
    }
}
