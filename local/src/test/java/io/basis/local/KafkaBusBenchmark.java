package io.basis.local;

import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRequest;
import io.basis.domain.strategy.Environment;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.SampleCatalogue;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * Ticks a second of the Kafka bus, beside those of a {@link BareRing} on the same broker and database.
 *
 * <p>The five services are processes of their own, as in production, and so share the cores of the machine with the
 * broker and the database. Loop and ring take turns, so that what else the machine does falls on both.
 */
final class KafkaBusBenchmark {

    private static final String MODE = "btc_basis";
    private static final Instant FROM = Instant.parse("2024-06-03T00:00:00Z");
    private static final long SAMPLE_SEED = 1;
    private static final int TURNS = 5;
    private static final Load WARM_UP = new Load("warm-up", 64, Duration.ofDays(1));
    private static final Load ALONE = new Load("alone", 1, Duration.ofDays(7));
    private static final Load CROWD = new Load("crowd", 64, Duration.ofDays(2));

    private final Stack stack;

    /** Strategies that run at once, each over the same window of hourly ticks. */
    private record Load(String name, int strategies, Duration window) {

        List<RunRequest> requests(int turn) {
            return IntStream.range(0, strategies)
                    .mapToObj(i -> new RunRequest(
                            Definitions.define(new DefinitionRequest(
                                    name + "-" + turn + "-" + i,
                                    MODE,
                                    Environment.BACKTEST,
                                    "100000",
                                    FROM,
                                    FROM.plus(window),
                                    null,
                                    Map.of(),
                                    true)),
                            List.of()))
                    .toList();
        }

        int ticksEach() {
            return (int) window.toHours();
        }

        int ticks() {
            return strategies * ticksEach();
        }
    }

    /** One turn of the loop: ticks a second, and how many times the average tick went round to trade. */
    private record Turn(double ticksPerSecond, double groupsPerTick) {}

    private KafkaBusBenchmark(Stack stack) {
        this.stack = stack;
    }

    public static void main(String[] arguments) throws InterruptedException, ExecutionException, SQLException {
        Ports ports = Ports.free();
        Map<String, String> market = Map.of("BASIS_CATALOGUE", catalogue().toString());
        try (ScratchFolder scratch = ScratchFolder.create(Home.runs());
                Stack stack = Stack.up(
                        scratch.path(),
                        ports,
                        Services.topics(),
                        () -> Migrations.run(ports),
                        Services.specs(Home.folder(), ports, Services.freePorts(), market))) {
            KafkaBusBenchmark benchmark = new KafkaBusBenchmark(stack);
            benchmark.loop(WARM_UP, 0);
            benchmark.ring(WARM_UP);
            System.out.printf(
                    "%nMedian of %d turns, lowest to highest in brackets; ticks/s are summed over the strategies.%n%n",
                    TURNS);
            System.out.printf(
                    "%10s %10s %11s  %-22s %-22s %9s %8s%n",
                    "strategies",
                    "ticks each",
                    "groups/tick",
                    "loop ticks/s",
                    "bare ring ticks/s",
                    "loop/ring",
                    "load");
            benchmark.measure(ALONE);
            benchmark.measure(CROWD);
        }
    }

    /** The catalogue named by {@code -Dbasis.data}, or else the sample that the command line uses. */
    private static Path catalogue() {
        String data = System.getProperty("basis.data", "");
        Catalogue catalogue = data.isEmpty()
                ? SampleCatalogue.open(Home.folder().resolve(".basis").resolve("sample"), SAMPLE_SEED)
                : Catalogue.open(Path.of(data));
        return catalogue.root().toAbsolutePath();
    }

    private void measure(Load load) throws InterruptedException, ExecutionException, SQLException {
        double[] loop = new double[TURNS];
        double[] ring = new double[TURNS];
        double groupsPerTick = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            Turn taken = loop(load, turn);
            loop[turn] = taken.ticksPerSecond();
            groupsPerTick = taken.groupsPerTick();
            ring[turn] = ring(load);
        }
        Arrays.sort(loop);
        Arrays.sort(ring);
        System.out.printf(
                "%10d %10d %11.2f  %-22s %-22s %9.2f %8.1f%n",
                load.strategies(),
                load.ticksEach(),
                groupsPerTick,
                spread(loop),
                spread(ring),
                median(loop) / median(ring),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private Turn loop(Load load, int turn) {
        List<RunRecord> records = KafkaRuns.drive(stack, stack.ports().bootstrap(), load.requests(turn), () -> {});
        int ticks = records.stream().mapToInt(RunRecord::ticks).sum();
        if (ticks != load.ticks()) {
            throw new IllegalStateException("made " + ticks + " ticks, not " + load.ticks());
        }
        int groups = records.stream().mapToInt(run -> run.groups().size()).sum();
        double seconds = records.getFirst().loop().toNanos() / 1e9;
        return new Turn(ticks / seconds, groups / (double) ticks);
    }

    private double ring(Load load) throws InterruptedException, ExecutionException, SQLException {
        return BareRing.ticksPerSecond(stack.ports(), load.strategies(), load.ticksEach());
    }

    private static String spread(double[] sorted) {
        return "%.0f (%.0f to %.0f)".formatted(median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
