package io.basis.strategy.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What can be set about this service beyond broker and database. */
@ConfigMapping(prefix = "basis")
interface StrategyConfig {

    /** Bring the schema up to date, create missing topics and end; what is already running would be in the way. */
    @WithDefault("false")
    boolean migrateOnly();

    /** False for an instance that only answers HTTP, and takes no part in the loop. */
    @WithDefault("true")
    boolean loop();

    /** How long a strategy may take to complete an instant before it counts as stuck; by its interval when left out. */
    Optional<Duration> stuckAfter();
}
