package io.basis.embedded.testing;

/** A broker and a database, both empty, for one set of tests. */
interface Servers extends AutoCloseable {
    String bootstrap();

    String jdbcUrl();

    String user();

    String password();

    @Override
    void close();

    static Servers start(InfrastructureMode mode) {
        return switch (mode) {
            case EMBEDDED -> EmbeddedServers.start();
            case DOCKER -> DockerServers.start();
            case AUTO -> dockerAnswers() ? DockerServers.start() : EmbeddedServers.start();
        };
    }

    /** Testcontainers is optional; without it there is nothing to ask. */
    private static boolean dockerAnswers() {
        return Servers.class.getClassLoader().getResource("org/testcontainers/DockerClientFactory.class") != null
                && DockerServers.engineAnswers();
    }
}
