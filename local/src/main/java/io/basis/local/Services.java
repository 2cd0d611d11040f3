package io.basis.local;

import static java.util.stream.Collectors.joining;

import io.basis.domain.core.Refusal;
import io.basis.domain.message.Route;
import io.basis.domain.message.Topic;
import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.LoopbackPort;
import io.basis.embedded.StartException;
import io.basis.embedded.TopicSpec;
import io.basis.messaging.TopicCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the five services are started on this machine: their jars, their configuration and the topics they need. */
public final class Services {

    public static final String STRATEGY = "strategy-service";
    static final String PNL = "pnl-service";

    /** In the order of their ports; the two that people talk to come first. */
    static final List<String> NAMES =
            List.of(STRATEGY, PNL, "risk-service", "execution-service", "market-data-service");

    /** Small heaps: five services share a laptop with whatever else runs there. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx384m", "-Duser.timezone=UTC");

    /** On one machine a single process serves all routes; each still is a consumer group and a schema of its own. */
    private static final String EVERY_ROUTE =
            Arrays.stream(Route.values()).map(Route::toString).collect(joining(","));

    private Services() {}

    /** The topics of the loop with their settings. */
    public static List<TopicSpec> topics() {
        return Arrays.stream(Topic.values())
                .map(topic ->
                        new TopicSpec(topic.toString(), TopicCatalogue.PARTITIONS, TopicCatalogue.settings(topic)))
                .toList();
    }

    /** What the command line says of a stack that could not be started, or that ended before its time. */
    public static Refusal refusal(StartException cause) {
        Refusal refusal = new Refusal("STK-001", String.valueOf(cause.getMessage()));
        refusal.initCause(cause);
        return refusal;
    }

    /** Ports for HTTP, the first one as asked and the others after it. */
    static List<Integer> portsFrom(int first) {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            ports.add(LoopbackPort.claim(first + i, NAMES.get(i)));
        }
        return ports;
    }

    /** Ports for HTTP that nobody uses. */
    public static List<Integer> freePorts() {
        return NAMES.stream().map(name -> LoopbackPort.free()).toList();
    }

    /**
     * What to start, with the configuration of this stack.
     *
     * @param home project folder, where the built services are
     * @param market settings of market-data-service: where market data comes from and how fast
     */
    public static List<ServiceSpec> specs(Path home, Ports ports, List<Integer> httpPorts, Map<String, String> market) {
        List<ServiceSpec> specs = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            Map<String, String> environment = new HashMap<>(Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    ports.bootstrap(),
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    ports.jdbcUrl(),
                    "QUARKUS_DATASOURCE_USERNAME",
                    EmbeddedPostgres.USER,
                    "QUARKUS_DATASOURCE_PASSWORD",
                    EmbeddedPostgres.PASSWORD));
            if (name.equals("market-data-service")) {
                environment.putAll(market);
            }
            if (name.equals("execution-service")) {
                environment.put("BASIS_VENUE", EVERY_ROUTE);
            }
            Path jar = home.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
            specs.add(new ServiceSpec(name, jar, environment, JVM_OPTIONS, httpPorts.get(i)));
        }
        return specs;
    }
}
