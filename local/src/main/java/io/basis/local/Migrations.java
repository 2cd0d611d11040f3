package io.basis.local;

import io.basis.embedded.EmbeddedPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Brings every service's schema up to date before any of them starts, each from its own scripts. */
public final class Migrations {

    /** Name of a service's schema, and of the folder of its own scripts. */
    private static final List<String> SCHEMAS = List.of("marketdata", "risk", "pnl", "strategy", "execution");

    private Migrations() {}

    public static void run(Ports ports) {
        for (String schema : SCHEMAS) {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(ports.jdbcUrl(), EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .locations("classpath:db/shell", "classpath:db/" + schema)
                    .failOnMissingLocations(false)
                    .load()
                    .migrate();
        }
    }
}
