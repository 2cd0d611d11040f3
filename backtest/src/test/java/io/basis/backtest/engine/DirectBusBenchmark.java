package io.basis.backtest.engine;

import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.SampleCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Ticks a second of the direct bus, warm, on one core: a year of hourly ticks through the cores of all services.
 *
 * <p>Market data is read before the clock starts, as for the {@code ticks_per_second} of a run. The garbage collector is
 * the one that {@code ./basis} runs with.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class DirectBusBenchmark {

    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-06-01T00:00:00Z");
    private static final int TICKS = 365 * 24;
    private static final long SAMPLE_SEED = 1;

    @Param({"btc_basis", "pure_lending_usdt"})
    public String mode;

    private StrategyDefinition definition;
    private List<MarketSnapshot> snapshots;

    @Setup
    public void readTheYear() {
        definition = Definitions.define(
                new DefinitionRequest(mode, mode, Environment.BACKTEST, "100000", FROM, TO, null, Map.of(), true));
        snapshots = SnapshotFeed.of(
                        catalogue(),
                        definition.series(),
                        FROM,
                        TO,
                        definition.interval(),
                        definition.parameters().gaps())
                .snapshots();
        int ticks = recorded().ticks();
        if (ticks != TICKS) {
            throw new IllegalStateException(mode + " made " + ticks + " ticks, not " + TICKS);
        }
    }

    /** The catalogue named by {@code -Dbasis.data}, or else the sample that the command line uses. */
    private static Catalogue catalogue() {
        String data = System.getProperty("basis.data", "");
        return data.isEmpty()
                ? SampleCatalogue.open(Path.of(System.getProperty("basis.home", ""), ".basis", "sample"), SAMPLE_SEED)
                : Catalogue.open(Path.of(data));
    }

    /** The loop as the command line runs it. */
    @Benchmark
    @OperationsPerInvocation(TICKS)
    public RunRecord recorded() {
        RunRecorder recorder = new RunRecorder(definition);
        new DirectBus(mode, any -> snapshots, recorder::on).run(start());
        return recorder.finish(Duration.ZERO);
    }

    /** The cores and their queue alone. */
    @Benchmark
    @OperationsPerInvocation(TICKS)
    public void unrecorded(Blackhole unread) {
        new DirectBus(mode, any -> snapshots, unread::consume).run(start());
    }

    private StrategyCommand.Start start() {
        return new StrategyCommand.Start(definition, List.of());
    }
}
