package io.basis.strategy.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set about this service beyond broker and database. */
@ConfigMapping(prefix = "basis")
interface StrategyConfig {

    /** Bring the schema up to date, create missing topics and end; what is already running would be in the way. */
    @WithDefault("false")
    boolean migrateOnly();

    /** False for an instance that only answers HTTP, and takes no part in the loop. */
    @WithDefault("true")
    boolean loop();
}
