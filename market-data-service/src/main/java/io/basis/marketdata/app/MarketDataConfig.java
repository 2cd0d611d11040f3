package io.basis.marketdata.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What can be set about this service beyond broker and database. */
@ConfigMapping(prefix = "basis")
interface MarketDataConfig {

    /** Bring the schema up to date and end; a service that is already running would be in the way. */
    @WithDefault("false")
    boolean migrateOnly();

    /** Folder that strategies without a source topic are replayed from. */
    Optional<Path> catalogue();

    /** File of the predictions that strategies on signals act upon; without it the example model makes them. */
    Optional<Path> signals();

    /** Broker of the topics that strategies are replayed from, when it is not the one of the loop. */
    Optional<String> sourceBootstrap();

    /** Simulated seconds per second of a paper strategy; 0 lets it go as fast as it can. */
    @WithDefault("1")
    double speed();
}
