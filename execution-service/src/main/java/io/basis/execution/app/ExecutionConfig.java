package io.basis.execution.app;

import io.basis.domain.message.Route;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What can be set about this service beyond broker and database. */
@ConfigMapping(prefix = "basis")
interface ExecutionConfig {

    /** Bring the schemas up to date and end; a service that is already running would be in the way. */
    @WithDefault("false")
    boolean migrateOnly();

    /** The routes that this instance serves; each is a consumer group and a writer of fills of its own. */
    @WithDefault("simulated")
    List<Route> venue();

    /** The simulated venues outside the loop. */
    Gateway gateway();

    /** How the simulated venues behave. */
    interface Gateway {

        /** How long they take for an answer. */
        @WithDefault("0s")
        Duration delay();

        /** Share of calls of which the venue acts but the answer is lost, from 0 to 1. */
        @WithDefault("0")
        double lost();
    }
}
