package io.basis.local.chaos;

import io.basis.backtest.engine.DirectBus;
import io.basis.backtest.run.LedgerHash;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.signal.ExampleModel;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.venues.catalogue.Catalogue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes scripts, and runs each of them undisturbed on the direct bus to know its end. */
final class Undisturbed {

    private static final Instant FIRST_DAY = Instant.parse("2024-06-03T00:00:00Z");
    private static final int DAYS = 21;

    private final SignalledMarket market;
    private final Random random;

    Undisturbed(Path data, long seed) {
        Catalogue catalogue = Catalogue.open(data);
        market = new SignalledMarket(catalogue, new ExampleModel(catalogue));
        random = new Random(seed);
    }

    /**
     * A script of a mode: a window drawn at random, a deposit on the way and a withdrawal later on.
     *
     * @param source topic its market data comes from, or null for the catalogue
     */
    Script script(String strategy, String mode, Environment environment, @Nullable String source) {
        boolean signalled = mode.startsWith("ml_");
        Instant from = FIRST_DAY.plus(Duration.ofDays(random.nextInt(DAYS)));
        Duration length = signalled ? Duration.ofHours(18) : Duration.ofHours(48);
        StrategyDefinition definition = Definitions.define(new DefinitionRequest(
                strategy, mode, environment, null, from, from.plus(length), source, overrides(mode), true));
        BigDecimal tenth = definition.capital().movePointLeft(1);
        // Well ahead of where the strategy will be when it hears of them: only then is the instant theirs.
        List<Flow> flows = source != null
                ? List.of()
                : List.of(
                        new Flow(
                                "in",
                                Flow.Type.DEPOSIT,
                                tenth,
                                from.plus(length.multipliedBy(6).dividedBy(10))),
                        new Flow(
                                "out",
                                Flow.Type.WITHDRAWAL,
                                tenth,
                                from.plus(length.multipliedBy(8).dividedBy(10))));
        return new Script(definition, flows, end(definition, flows));
    }

    /** Modes on signals trade too seldom otherwise. */
    static Map<String, String> overrides(String mode) {
        return mode.startsWith("ml_") ? Map.of("ml_config.signal_threshold", "0.5") : Map.of();
    }

    /** What market-data-service replays to a strategy. */
    List<MarketSnapshot> snapshots(StrategyDefinition definition) {
        return SnapshotFeed.of(
                        market,
                        definition.series(),
                        definition.from(),
                        Objects.requireNonNull(definition.to()),
                        definition.interval(),
                        definition.parameters().gaps())
                .snapshots();
    }

    /** How a strategy ends with these flows. */
    Script.End end(StrategyDefinition definition, List<Flow> flows) {
        // The direct bus has no clock to hold instants back, so what runs there is a backtest.
        StrategyDefinition backtest = Definitions.define(new DefinitionRequest(
                definition.strategy(),
                definition.mode(),
                Environment.BACKTEST,
                null,
                definition.from(),
                definition.to(),
                null,
                overrides(definition.mode()),
                true));
        RunRecorder recorder = new RunRecorder(backtest);
        Set<String> settled = new TreeSet<>();
        DirectBus bus = new DirectBus(backtest.strategy(), this::snapshots, message -> {
            recorder.on(message);
            settlement(message).ifPresent(settled::add);
        });
        bus.run(new StrategyCommand.Start(backtest, new ArrayList<>(flows)));
        return end(recorder.finish(Duration.ZERO), settled);
    }

    /** The flow that a message settles or rejects, if it does. */
    static Optional<String> settlement(Message message) {
        if (!(message instanceof TargetPositions decision)) {
            return Optional.empty();
        }
        return switch (decision.reason()) {
            case FLOW_BOOKED, WITHDRAWAL_PAID, WITHDRAWAL_REJECTED -> Optional.ofNullable(decision.flow());
            default -> Optional.empty();
        };
    }

    static Script.End end(RunRecord run, Set<String> settled) {
        return new Script.End(
                LedgerHash.of(run.booked()),
                run.size(),
                run.groups().size(),
                run.equity().at(run.lastRow()),
                settled);
    }
}
