package io.basis.local.chaos;

import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts strategies and moves money through REST, and asks again until there is an answer. */
final class Owner {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String STRATEGIES = "/api/v1/strategies";

    private final Api api;
    private final Queue<Acknowledged> flows = new ConcurrentLinkedQueue<>();
    private final Queue<String> started = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger repeated = new AtomicInteger();

    /**
     * A flow that was acknowledged.
     *
     * @param at the instant it was given, which is later than the one asked for when the strategy was there already
     */
    record Acknowledged(String strategy, Flow flow, Instant at) {

        boolean late() {
            return at.isAfter(flow.at());
        }
    }

    Owner(Api api) {
        this.api = api;
    }

    Iterable<Acknowledged> acknowledgedFlows() {
        return flows;
    }

    /** Strategies whose start was acknowledged. */
    Iterable<String> acknowledgedStarts() {
        return started;
    }

    /** Requests that were refused for good, which none should be. */
    Iterable<String> refusals() {
        return refused;
    }

    /** How often something was asked again. */
    int repeated() {
        return repeated.get();
    }

    /** Starts a strategy and asks for its flows. */
    void run(Script script) {
        if (create(script.definition())) {
            started.add(script.strategy());
            script.flows().forEach(flow -> request(script.strategy(), flow));
        }
    }

    private boolean create(StrategyDefinition definition) {
        Map<String, Object> body = new HashMap<>();
        body.put("id", definition.strategy());
        body.put("mode", definition.mode());
        body.put("environment", definition.environment().toString());
        body.put("from", definition.from().toString());
        body.put("to", String.valueOf(definition.to()));
        body.put("overrides", Undisturbed.overrides(definition.mode()));
        if (definition.source() != null) {
            body.put("source", definition.source());
        }
        Api.Answer answer = ask(STRATEGIES, body);
        if (answer.status() == 409) {
            // Created by an attempt that was not answered, and perhaps not started by it.
            answer = ask(STRATEGIES + "/" + definition.strategy() + "/start", Map.of());
        }
        return accepted(answer, "start of " + definition.strategy());
    }

    private void request(String strategy, Flow flow) {
        Api.Answer answer = ask(
                STRATEGIES + "/" + strategy + "/" + flow.type().name().toLowerCase(Locale.ROOT) + "s",
                Map.of(
                        "id",
                        flow.id(),
                        "amount",
                        flow.amount().toPlainString(),
                        "at",
                        flow.at().toString()));
        if (accepted(answer, flow.type() + " " + flow.id() + " of " + strategy)) {
            flows.add(new Acknowledged(
                    strategy, flow, Instant.parse(answer.body().get("at").asText())));
        }
    }

    /** Tells a strategy to go on. */
    void resume(String strategy) {
        accepted(ask(STRATEGIES + "/" + strategy + "/resume", Map.of()), "resumption of " + strategy);
    }

    /** Where a strategy stands, as far as anybody can tell. */
    Optional<String> status(String strategy) {
        return api.get(STRATEGIES + "/" + strategy)
                .filter(Api.Answer::accepted)
                .map(answer -> answer.body().get("status").asText());
    }

    private boolean accepted(Api.Answer answer, String what) {
        if (!answer.accepted()) {
            refused.add(what + " was refused: " + answer.status() + " " + answer.body());
        }
        return answer.accepted();
    }

    private Api.Answer ask(String path, Map<String, Object> body) {
        while (true) {
            Optional<Api.Answer> answer = api.post(path, body);
            if (answer.isPresent() && !answer.get().passing()) {
                return answer.get();
            }
            repeated.incrementAndGet();
            Cluster.pause(PAUSE);
        }
    }
}
