package io.basis.local;

import io.basis.embedded.EmbeddedPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Brings every service's schema up to date before any of them starts, each from its own scripts. */
public final class Migrations {

    /** Name of a service's schema, and of the folder of its own scripts. */
    private static final List<String> SCHEMAS = List.of(
            "marketdata",
            "risk",
            "pnl",
            "strategy",
            "execution",
            "execution_binance",
            "execution_bybit",
            "execution_okx",
            "execution_onchain");

    private Migrations() {}

    public static void run(Ports ports) {
        for (String schema : SCHEMAS) {
            migrate(ports, schema, "classpath:db/shell", "classpath:db/" + schema);
        }
        migrate(ports, "venues", "classpath:db/venues");
    }

    private static void migrate(Ports ports, String schema, String... scripts) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(ports.jdbcUrl(), EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD)
                .schemas(schema)
                .defaultSchema(schema)
                .locations(scripts)
                .failOnMissingLocations(false)
                .load()
                .migrate();
    }
}
