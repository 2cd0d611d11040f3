package io.basis.backtest.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.backtest.output.TextTable;
import io.basis.backtest.simulation.Fault;
import io.basis.backtest.simulation.Outcome;
import io.basis.backtest.simulation.Simulation;
import io.basis.strategy.definition.Modes;
import java.io.PrintWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the loop under an adversary, seed by seed, and says what was violated. */
@Command(
        name = "simulate",
        description = "Runs all services under every kind of fault, seed by seed, and checks what must always hold.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "The last line is a digest of all outcomes: the same command prints the same one every time."})
final class SimulateCommand implements Callable<Integer> {

    private static final int STANDARD = 100;

    /** Violations that are told in full. */
    private static final int SHOWN = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds to run, from 1. Default: 100.")
    private @Nullable Integer seeds;

    @Option(names = "--seed", paramLabel = "S", description = "The one seed to run.")
    private @Nullable Long seed;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "Mode of all strategies. Default: each seed takes two or three modes, all in turn.")
    private @Nullable String mode;

    @Override
    public Integer call() {
        if (seed != null && seeds != null) {
            throw new WrongInput("--seed and --seeds are both given, one of them is needed");
        }
        if (seeds != null && seeds < 1) {
            throw new WrongInput("--seeds is " + seeds + ", a number from 1 is needed");
        }
        if (mode != null) {
            Modes.load(mode);
        }
        // Scenarios halt strategies, which is none of the operator's business here.
        System.setProperty("org.slf4j.simpleLogger.log.io.basis.messaging", "off");
        List<List<Long>> plans =
                seed != null ? List.of(List.of(seed)) : Simulation.seeds(1, seeds == null ? STANDARD : seeds);
        long start = System.nanoTime();
        List<Outcome> outcomes = Parallel.map(plans, plan -> Simulation.of(plan, mode)).stream()
                .flatMap(List::stream)
                .toList();
        print(outcomes, Duration.ofNanos(System.nanoTime() - start));
        return outcomes.stream().allMatch(outcome -> outcome.failure() == null) ? ExitCode.DONE : ExitCode.VIOLATED;
    }

    private void print(List<Outcome> outcomes, Duration took) {
        PrintWriter out = spec.commandLine().getOut();
        TextTable table = new TextTable().left("fault", "").right("times", "");
        for (Map.Entry<Fault.Kind, Integer> fault : Simulation.faults(outcomes).entrySet()) {
            table.row(fault.getKey().name().toLowerCase(Locale.ROOT), Integer.toString(fault.getValue()));
        }
        out.print(table);
        Duration market = sum(outcomes, Outcome::market);
        out.printf(
                Locale.ROOT,
                "seeds %d, strategies %d, instants %d, order groups %d, steps %d, commits fenced off %d%n",
                outcomes.size(),
                outcomes.stream().mapToLong(Outcome::strategies).sum(),
                outcomes.stream().mapToLong(Outcome::instants).sum(),
                outcomes.stream().mapToLong(Outcome::groups).sum(),
                outcomes.stream().mapToLong(Outcome::steps).sum(),
                outcomes.stream().mapToLong(Outcome::fenced).sum());
        out.printf(
                Locale.ROOT,
                "%d hours of market in %.1f s: %.0f times real time%n",
                market.toHours(),
                took.toMillis() / 1000.0,
                (double) market.toMillis() / took.toMillis());
        List<Outcome> violated =
                outcomes.stream().filter(outcome -> outcome.failure() != null).toList();
        out.println("violations " + violated.size());
        violated.stream().limit(SHOWN).forEach(outcome -> print(outcome, out));
        out.println("digest " + digest(outcomes));
        out.flush();
    }

    private void print(Outcome outcome, PrintWriter out) {
        Outcome.Failure failure = outcome.failure();
        if (failure != null) {
            out.println("seed " + outcome.seed() + " violates " + failure.invariant() + ": " + failure.detail());
            failure.script().forEach(line -> out.println("  " + line));
            out.println("  ./basis simulate --seed " + outcome.seed() + (mode == null ? "" : " --mode " + mode));
        }
    }

    private static Duration sum(List<Outcome> outcomes, Function<Outcome, Duration> part) {
        return outcomes.stream().map(part).reduce(Duration.ZERO, Duration::plus);
    }

    private static String digest(List<Outcome> outcomes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Outcome outcome : outcomes) {
                digest.update((outcome.seed() + " " + outcome.digest() + "\n").getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
