package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.strategy.definition.Modes;
import io.basis.venues.simulated.Treatment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Venues outside the loop, reached by one service for each route, do what venues inside it do. */
class RoutedVenuesTest {

    private static final SyntheticMarket MARKET = SyntheticMarket.calm(3);
    private static final int INSTANTS = 40;

    static Stream<String> modes() {
        return Modes.names().stream();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aGoodLineGivesTheBooksOfTheDirectBus(String mode) {
        // When
        Played direct = direct(mode);
        Played routed = routed(mode, 1, 0);

        // Then
        assertThat(routed.positions()).isEqualTo(direct.positions());
        assertThat(routed.record().equity().at(routed.record().lastRow()))
                .isEqualTo(direct.record().equity().at(direct.record().lastRow()));
        assertThat(routed.groups()).isEqualTo(direct.groups()).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aBadLineChangesNothing(String mode) {
        // Given
        Played good = routed(mode, 1, 0);

        for (int seed = 1; seed <= 5; seed++) {
            // When
            Played bad = routed(mode, seed, 25);

            // Then
            assertThat(bad.positions()).as("seed " + seed).isEqualTo(good.positions());
            assertThat(bad.venue()).isEqualTo(bad.positions());
            assertThat(bad.executed()).doesNotHaveDuplicates().hasSameSizeAs(good.executed());
            assertThat(new HashSet<>(bad.executed())).isEqualTo(new HashSet<>(good.executed()));
        }
    }

    /** What happens at a venue past the strategy is found by asking for balances, and mended by the next decision. */
    @Test
    void aShortThatTheVenueClosedIsFoundAndOpenedAgain() {
        // Given
        StrategyDefinition definition = definition("btc_basis", Environment.TESTNET);
        Watch watch = new Watch(definition);
        RoutedBus bus = new RoutedBus(
                definition, any -> snapshots(definition), (strategy, order) -> Treatment.FILLED, 1, 25, watch::on);
        InstrumentKey perp = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);
        bus.atInstant(after(definition, 3), (gateway, held, market) -> {
            double mark = market.value(market.layout().require(SeriesKey.perp(Venue.BINANCE, Asset.BTC)));
            gateway.befall(
                    "test",
                    new Deleveraged(perp, held.quantity(perp).negate(), Decimals.fillPrice(mark), BigDecimal.ZERO));
        });

        // When
        bus.run(start(definition));

        // Then
        Played played = watch.played(
                held(Objects.requireNonNull(bus.books().accounts()).positions()),
                bus.books().executed());
        // It closed at a loss, which is taken for a liquidation.
        assertThat(watch.assessments.stream()
                        .flatMap(assessment -> assessment.events().stream())
                        .filter(Liquidated.class::isInstance))
                .hasSize(1);
        assertThat(played.venue()).isEqualTo(played.positions());
        assertThat(watch.assessments.getLast().exposure().drift()).isCloseTo(0, within(0.02));
        assertThat(new BigDecimal(played.positions().get(perp))).isNegative();
    }

    private record Played(
            RunRecord record,
            Map<InstrumentKey, String> positions,
            Map<InstrumentKey, String> venue,
            long groups,
            List<String> executed) {}

    private static Played direct(String mode) {
        StrategyDefinition definition = definition(mode, Environment.BACKTEST);
        Watch watch = new Watch(definition);
        new DirectBus("test", any -> snapshots(definition), watch::on).run(start(definition));
        return watch.played(Map.of(), List.of());
    }

    private static Played routed(String mode, long seed, int badness) {
        StrategyDefinition definition = definition(mode, Environment.TESTNET);
        Watch watch = new Watch(definition);
        RoutedBus bus = new RoutedBus(
                definition,
                any -> snapshots(definition),
                (strategy, order) -> Treatment.FILLED,
                seed,
                badness,
                watch::on);
        bus.run(start(definition));
        return watch.played(
                held(Objects.requireNonNull(bus.books().accounts()).positions()),
                bus.books().executed());
    }

    private static final class Watch {
        private final RunRecorder recorder;
        private final List<RiskAssessment> assessments = new ArrayList<>();

        Watch(StrategyDefinition definition) {
            recorder = new RunRecorder(definition);
        }

        void on(Message message) {
            recorder.on(message);
            if (message instanceof RiskAssessment assessment) {
                assessments.add(assessment);
            }
        }

        Played played(Map<InstrumentKey, String> venue, List<String> executed) {
            RiskAssessment last = assessments.getLast();
            return new Played(
                    recorder.finish(Duration.ZERO), held(last.positions()), venue, last.group(), List.copyOf(executed));
        }
    }

    private static Map<InstrumentKey, String> held(Positions positions) {
        Map<InstrumentKey, String> held = new HashMap<>();
        for (InstrumentKey key : positions.layout().keys()) {
            held.put(key, Decimals.canonical(positions.quantity(key)));
        }
        return held;
    }

    static StrategyCommand.Start start(StrategyDefinition definition) {
        BigDecimal tenth = definition.capital().movePointLeft(1);
        return new StrategyCommand.Start(
                definition,
                List.of(
                        new Flow("d", Flow.Type.DEPOSIT, tenth, after(definition, 5)),
                        new Flow("w", Flow.Type.WITHDRAWAL, tenth.multiply(BigDecimal.TWO), after(definition, 15))));
    }

    private static Instant after(StrategyDefinition definition, int instants) {
        return definition.from().plus(definition.interval().multipliedBy(instants));
    }

    static StrategyDefinition testnet(String mode) {
        return definition(mode, Environment.TESTNET);
    }

    private static StrategyDefinition definition(String mode, Environment environment) {
        Instant from = SyntheticMarket.RALLY.minus(Duration.ofHours(1));
        Map<String, String> overrides = mode.startsWith("ml_") ? Map.of("ml_config.signal_threshold", "0.5") : Map.of();
        Duration interval = Definitions.define(
                        new DefinitionRequest("test", mode, environment, null, from, null, null, overrides, true))
                .interval();
        return Definitions.define(new DefinitionRequest(
                "test",
                mode,
                environment,
                null,
                from,
                from.plus(interval.multipliedBy(INSTANTS)),
                null,
                overrides,
                true));
    }

    static List<MarketSnapshot> snapshots(StrategyDefinition definition) {
        return SnapshotFeed.of(
                        MARKET,
                        definition.series(),
                        definition.from(),
                        definition.to(),
                        definition.interval(),
                        definition.parameters().gaps())
                .snapshots();
    }
}
