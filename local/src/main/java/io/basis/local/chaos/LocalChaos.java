package io.basis.local.chaos;

import io.basis.backtest.stack.Chaos;
import io.basis.embedded.Await;
import io.basis.embedded.StartException;
import io.basis.local.Home;
import io.basis.local.Services;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Faults on this machine: a stack of its own in the project folder, whose logs stay until the next run. */
public final class LocalChaos implements Chaos {

    /** Simulated seconds per second: two instants a second of hourly bars, so that a fault hits in mid-instant. */
    private static final String SPEED = "7200";

    private static final Duration MOVING_WITHIN = Duration.ofMinutes(3);

    /** After so long without any progress nothing more will come. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMillis(500);

    /** For {@link java.util.ServiceLoader}. */
    public LocalChaos() {}

    @Override
    public Outcome run(Plan plan, Consumer<String> progress) {
        Instant start = Instant.now();
        // Clients that cannot reach a killed server say so many times a second, and so does what stops it.
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", "off");
        System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "off");
        Consumer<String> log = line -> progress.accept(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
        log.accept("seed " + plan.seed() + "; repeat with --seed " + plan.seed());
        Undisturbed undisturbed = new Undisturbed(plan.data(), plan.seed());
        List<Script> first = Load.first(undisturbed);
        Map<String, String> market =
                Map.of("BASIS_CATALOGUE", plan.data().toAbsolutePath().toString(), "BASIS_SPEED", SPEED);
        log.accept("starting broker, database and " + Cluster.INSTANCES + " instances of every service");
        try (Cluster cluster = Cluster.start(Home.chaos(), market, log)) {
            return disturb(cluster, plan, undisturbed, first, start, log);
        } catch (StartException notUp) {
            throw Services.refusal(notUp);
        }
    }

    private static Outcome disturb(
            Cluster cluster,
            Plan plan,
            Undisturbed undisturbed,
            List<Script> first,
            Instant start,
            Consumer<String> log) {
        Owner owner = new Owner(new Api(cluster.httpPorts(Services.STRATEGY)));
        Poison poison = new Poison(cluster.bootstrap(), plan.seed());
        Victim victim = new Victim(cluster.bootstrap(), undisturbed);
        List<String> violations = new ArrayList<>();
        try (Progress progress = new Progress(cluster.bootstrap())) {
            Load load = new Load(undisturbed, owner, progress);
            try (load) {
                load.start(first);
                Await.until(MOVING_WITHIN, progress::allMoving);
                log.accept("all modes are running, the faults begin");
                Faults faults = new Faults(cluster, load, owner, progress, poison, victim, log);
                faults.inject(Schedule.of(plan.seed(), plan.faults(), cluster.services(), Cluster.INSTANCES));
                log.accept("the faults end");
            }
            while (progress.running() > 0 && progress.still().compareTo(STUCK_AFTER) < 0) {
                Cluster.pause(LOOK);
            }
            progress.unfinished().forEach((strategy, where) -> violations.add(strategy + " is stuck: " + where));
            log.accept("everything has come to its end, reading all topics");
            Verification verification = new Verification(load.scripts());
            verification.read(cluster.bootstrap());
            verification.compare(owner.acknowledgedStarts(), owner.acknowledgedFlows());
            VenueTruth venues = new VenueTruth(cluster.ports().jdbcUrl());
            load.scripts().values().stream()
                    .filter(script -> !script.insideTheLoop())
                    .map(Script::strategy)
                    .sorted()
                    .forEach(strategy -> verification.compareWithVenues(strategy, venues.executions(strategy)));
            verification.requireDeadLetters(poison.written());
            owner.refusals().forEach(violations::add);
            violations.addAll(verification.violations());
            Report report = new Report(plan, cluster, owner, progress, poison, victim, verification);
            return new Outcome(report.table(Duration.between(start, Instant.now())), report.judge(violations));
        }
    }
}
