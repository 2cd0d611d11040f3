package io.basis.local;

import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.LoopbackPort;

/**
 * Where a stack's broker and database listen on this machine.
 *
 * <p>Decided before anything starts, so that the services' environment can be written down first.
 */
public record Ports(int kafka, int postgres) {
    public Ports {
        if (kafka < 1 || kafka > 65535)
            throw new IllegalArgumentException("kafka port must be 1 to 65535, got " + kafka);
        if (postgres < 1 || postgres > 65535)
            throw new IllegalArgumentException("postgres port must be 1 to 65535, got " + postgres);
    }

    /** Two ports nobody uses at this moment. */
    public static Ports free() {
        return new Ports(LoopbackPort.free(), LoopbackPort.free());
    }

    /** Returns the address for Kafka clients. */
    public String bootstrap() {
        return LoopbackPort.HOST + ":" + kafka;
    }

    /** Returns the address for JDBC. */
    public String jdbcUrl() {
        return EmbeddedPostgres.jdbcUrl(postgres);
    }
}
