package io.basis.execution.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set about this service beyond broker and database. */
@ConfigMapping(prefix = "basis")
interface ExecutionConfig {

    /** Bring the schema up to date and end; a service that is already running would be in the way. */
    @WithDefault("false")
    boolean migrateOnly();

    /** The venues that this instance serves; each set of venues is a deployment of its own. */
    @WithDefault("simulated")
    Venues venue();

    /** Sets of venues that there are adapters for. */
    enum Venues {
        SIMULATED
    }
}
