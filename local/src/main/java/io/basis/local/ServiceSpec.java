package io.basis.local;

import io.basis.embedded.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One service to run: an executable jar and what it is told.
 *
 * @param name names the log file and the messages
 * @param jar the runnable jar, of a Quarkus service {@code quarkus-app/quarkus-run.jar}
 * @param environment variables added to those of the launcher
 * @param jvmOptions such as {@code -Xmx256m} or {@code -Dkey=value}
 * @param httpPort where it listens and answers {@code /q/health/ready}
 */
public record ServiceSpec(
        String name, Path jar, Map<String, String> environment, List<String> jvmOptions, int httpPort) {
    public ServiceSpec {
        if (!name.matches("[a-z0-9-]+"))
            throw new IllegalArgumentException("a service name is made of a-z, 0-9 and -, got \"%s\"".formatted(name));
        if (httpPort < 1 || httpPort > 65535)
            throw new IllegalArgumentException("%s: http port must be 1 to 65535, got %d".formatted(name, httpPort));
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    public ServiceSpec(String name, Path jar, Map<String, String> environment, int httpPort) {
        this(name, jar, environment, List.of(), httpPort);
    }

    /** The same service as one of several instances, with more variables and options. */
    public ServiceSpec instance(String instance, int port, Map<String, String> variables, List<String> options) {
        Map<String, String> environmentOfBoth = new HashMap<>(environment);
        environmentOfBoth.putAll(variables);
        List<String> optionsOfBoth = new ArrayList<>(jvmOptions);
        optionsOfBoth.addAll(options);
        return new ServiceSpec(instance, jar, environmentOfBoth, optionsOfBoth, port);
    }

    /** Checked before anything is started: a missing build should not show only after the servers are up. */
    public void requireJar() {
        if (!Files.isReadable(jar))
            throw new StartException("%s: there is no jar %s: build it first".formatted(name, jar));
    }
}
