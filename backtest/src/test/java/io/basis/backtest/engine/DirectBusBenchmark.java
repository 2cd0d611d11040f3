package io.basis.backtest.engine;

import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.signal.ExampleModel;
import io.basis.marketdata.signal.SignalledMarket;
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
import org.jspecify.annotations.Nullable;
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
    private static final int TICKS = 365 * 24;
    private static final long SAMPLE_SEED = 1;

    @Param({
        "pure_lending_usdt",
        "btc_basis",
        "eth_basis",
        "eth_staking_only",
        "eth_leveraged",
        "usdt_eth_staking_hedged_simple",
        "usdt_eth_staking_hedged_leveraged",
        "ml_btc_directional_usdt_margin",
        "ml_usdt_directional_usdt_margin"
    })
    public String mode;

    private StrategyDefinition definition;
    private List<MarketSnapshot> snapshots;

    @Setup
    public void readTheYear() {
        Catalogue catalogue = catalogue();
        // A year of hours; a month of five-minute bars.
        Instant to = FROM.plus(defined(null).interval().multipliedBy(TICKS));
        definition = defined(to);
        snapshots = SnapshotFeed.of(
                        new SignalledMarket(catalogue, new ExampleModel(catalogue)),
                        definition.series(),
                        FROM,
                        to,
                        definition.interval(),
                        definition.parameters().gaps())
                .snapshots();
        int ticks = recorded().ticks();
        if (ticks != TICKS) {
            throw new IllegalStateException(mode + " made " + ticks + " ticks, not " + TICKS);
        }
    }

    private StrategyDefinition defined(@Nullable Instant to) {
        return Definitions.define(
                new DefinitionRequest(mode, mode, Environment.BACKTEST, null, FROM, to, null, Map.of(), true));
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
