package io.basis.execution.app;

import io.basis.domain.message.Route;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A schema for each route, so that they scale and fail apart, and one for the books of the simulated venues. */
final class Schemas {

    private Schemas() {}

    static String of(Route route) {
        return route == Route.SIMULATED ? "execution" : "execution_" + route;
    }

    /** Brings all of them up to date, whichever routes are served: two instances doing so at once would be in each other's way. */
    static void migrate(DataSource database) {
        for (Route route : Route.values()) {
            migrate(database, of(route), "classpath:db/shell");
        }
        migrate(database, "venues", "classpath:db/venues");
    }

    private static void migrate(DataSource database, String schema, String scripts) {
        Flyway.configure()
                .dataSource(database)
                .schemas(schema)
                .defaultSchema(schema)
                .locations(scripts)
                .load()
                .migrate();
    }
}
