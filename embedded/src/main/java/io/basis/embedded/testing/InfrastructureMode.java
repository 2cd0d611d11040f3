package io.basis.embedded.testing;

import java.util.Locale;

/** Where tests get their broker and database from; {@code auto} takes Docker if an engine answers. */
enum InfrastructureMode {
    AUTO,
    EMBEDDED,
    DOCKER;

    static final String PROPERTY = "basis.test.infrastructure";

    static InfrastructureMode configured() {
        return parse(System.getProperty(PROPERTY, "auto"));
    }

    static InfrastructureMode parse(String text) {
        return switch (text) {
            case "auto" -> AUTO;
            case "embedded" -> EMBEDDED;
            case "docker" -> DOCKER;
            default ->
                throw new IllegalArgumentException(
                        "%s must be auto, embedded or docker, got %s".formatted(PROPERTY, text));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
