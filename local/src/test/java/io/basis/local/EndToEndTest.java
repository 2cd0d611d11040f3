package io.basis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.basis.backtest.engine.DirectBus;
import io.basis.backtest.run.LedgerHash;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.backtest.run.RunRequest;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.embedded.Await;
import io.basis.marketdata.app.RecordedTopic;
import io.basis.marketdata.replay.SnapshotSource;
import io.basis.marketdata.scenario.ShockedSnapshots;
import io.basis.marketdata.signal.ExampleModel;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.strategy.definition.Modes;
import io.basis.strategy.definition.Scenarios;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.SampleCatalogue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop: five service processes, a real broker and a real database, against the direct bus. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndTest {

    private static final Instant FROM = Instant.parse("2024-06-03T00:00:00Z");
    private static final Instant TO = Instant.parse("2024-06-05T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Simulated seconds per second: fast enough for a test, slow enough for a service to die on the way. */
    private static final String SPEED = "20000";

    @TempDir
    static Path folder;

    private static Catalogue catalogue;
    private static Stack stack;
    private static Rest strategies;
    private static Rest pnl;

    @BeforeAll
    static void start() {
        catalogue = SampleCatalogue.open(folder.resolve("sample"), 1);
        Ports ports = Ports.free();
        List<Integer> httpPorts = Services.freePorts();
        Map<String, String> market = Map.of("BASIS_CATALOGUE", catalogue.root().toString(), "BASIS_SPEED", SPEED);
        stack = Stack.up(
                folder.resolve("stack"),
                ports,
                Services.topics(),
                () -> Migrations.run(ports),
                Services.specs(Home.folder(), ports, httpPorts, market));
        strategies = new Rest(httpPorts.get(Services.NAMES.indexOf(Services.STRATEGY)));
        pnl = new Rest(httpPorts.get(Services.NAMES.indexOf(Services.PNL)));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** A shock that each mode feels, a day into its run. */
    private static final Map<String, String> SCENARIOS = Map.of(
            "pure_lending_usdt", "gas_800",
            "btc_basis", "venue_frozen",
            "eth_basis", "transfer_stuck",
            "eth_staking_only", "slashing_2",
            "eth_leveraged", "oracle_ratio_5",
            "usdt_eth_staking_hedged_simple", "spot_up_82",
            "usdt_eth_staking_hedged_leveraged", "flash_loans_unavailable",
            "ml_btc_directional_usdt_margin", "spot_down_40",
            "ml_usdt_directional_usdt_margin", "venue_rejecting");

    @Test
    @Order(2)
    void everyModeGivesTheLedgerOfTheDirectBusCalmAndShocked() {
        // Given
        List<RunRequest> requests = new ArrayList<>();
        for (String mode : Modes.names()) {
            requests.add(request("calm-", mode, null));
            requests.add(request("shocked-", mode, Scenarios.named(Objects.requireNonNull(SCENARIOS.get(mode)))));
        }

        // When
        List<RunRecord> records = KafkaRuns.drive(stack, stack.ports().bootstrap(), requests, () -> {});

        // Then
        for (int i = 0; i < requests.size(); i++) {
            StrategyDefinition definition = requests.get(i).definition();
            RunRecord direct = direct(requests.get(i), feed());
            int last = direct.lastRow();
            assertThat(records.get(i).lastRow()).as(definition.strategy()).isEqualTo(last);
            assertThat(LedgerHash.of(records.get(i).booked()))
                    .as(definition.strategy())
                    .isEqualTo(LedgerHash.of(direct.booked()));
            assertThat(records.get(i).equity().at(last))
                    .isEqualTo(direct.equity().at(last));
            assertThat(direct.booked()).as(definition.strategy()).hasSizeGreaterThan(2);
        }
    }

    /** A run with a deposit of a tenth and a withdrawal of a fifth of the capital, over a day for five-minute bars. */
    private static RunRequest request(String kind, String mode, @Nullable Scenario scenario) {
        boolean signalled = mode.startsWith("ml_");
        StrategyDefinition definition = Definitions.define(new DefinitionRequest(
                kind + mode.replace('_', '-'),
                mode,
                Environment.BACKTEST,
                null,
                FROM,
                signalled ? FROM.plus(Duration.ofHours(26)) : TO,
                null,
                signalled ? Map.of("ml_config.signal_threshold", "0.5") : Map.of(),
                true,
                scenario));
        BigDecimal capital = definition.capital();
        return new RunRequest(
                definition,
                List.of(
                        new Flow("d", Flow.Type.DEPOSIT, capital.movePointLeft(1), FROM.plus(Duration.ofHours(5))),
                        new Flow(
                                "w",
                                Flow.Type.WITHDRAWAL,
                                capital.movePointLeft(1).multiply(BigDecimal.TWO),
                                FROM.plus(Duration.ofHours(10)))));
    }

    @Test
    @Order(1)
    void aRecordedTopicGivesTheSameLedgerOnBothBuses() {
        // Given
        RunRequest fromCatalogue = new RunRequest(definition("recorded", "btc_basis", null), flows(3));
        RunRequest fromTopic = new RunRequest(definition("replayed", "btc_basis", "market-data"), flows(3));
        SnapshotSource recorded = new RecordedTopic(stack.ports().bootstrap(), "market-data");
        KafkaRuns.drive(stack, stack.ports().bootstrap(), List.of(fromCatalogue), () -> {});

        // When
        RunRecord onKafka = KafkaRuns.drive(stack, stack.ports().bootstrap(), List.of(fromTopic), () -> {})
                .getFirst();
        RunRecord onDirect = direct(fromTopic, recorded);

        // Then
        String expected = LedgerHash.of(direct(fromCatalogue, feed()).booked());
        assertThat(LedgerHash.of(onKafka.booked())).isEqualTo(expected);
        assertThat(LedgerHash.of(onDirect.booked())).isEqualTo(expected);
    }

    @Test
    @Order(3)
    void killedServicesLeaveNoTrace() {
        // Given
        for (String mode : List.of("pure_lending_usdt", "btc_basis")) {
            strategies.expect(
                    201,
                    "/api/v1/strategies",
                    Map.of(
                            "id",
                            "paper-" + mode,
                            "mode",
                            mode,
                            "environment",
                            "paper",
                            "capital",
                            "100000",
                            "from",
                            FROM.toString(),
                            "to",
                            "2024-06-09T00:00:00Z"));
            request(mode, "deposits", "10000", "2024-06-04T00:00:00Z", "d1", 202);
            request(mode, "withdrawals", "5000", "2024-06-04T00:00:00Z", "w1", 202);
            request(mode, "withdrawals", "50000", "2024-06-07T05:00:00Z", "w2", 202);
        }

        // When
        awaitInstant("btc_basis", "2024-06-04T12:00:00Z");
        killAndRestart("risk-service");
        awaitInstant("btc_basis", "2024-06-07T12:00:00Z");
        killAndRestart("strategy-service");

        // Then
        for (String mode : List.of("pure_lending_usdt", "btc_basis")) {
            Instant to = Instant.parse("2024-06-09T00:00:00Z");
            RunRecord undisturbed =
                    direct(new RunRequest(define("x", mode, Environment.PAPER, FROM, to, null), paperFlows()), feed());
            awaitInstant(mode, to.toString());
            for (String at :
                    List.of("2024-06-04T00:00:00Z", "2024-06-07T05:00:00Z", "2024-06-08T00:00:00Z", to.toString())) {
                int row = undisturbed.at().indexOf(Instant.parse(at));
                JsonNode seen = pnl.get("/api/v1/strategies/paper-" + mode + "/pnl?at=" + at);
                assertThat(seen.get("equity").asDouble())
                        .as(mode + " at " + at)
                        .isEqualTo(undisturbed.equity().at(row));
                assertThat(seen.get("residual").asDouble()).isCloseTo(0, within(1e-4));
            }
            assertThat(strategies
                            .get("/api/v1/strategies/paper-" + mode)
                            .get("status")
                            .asText())
                    .isEqualTo("COMPLETED");
        }
        request("btc_basis", "withdrawals", "5000000", null, "w3", 409);
    }

    @Test
    @Order(4)
    void aWithdrawalBeyondEquityIsRefusedWithItsReason() {
        // Given
        strategies.expect(
                201,
                "/api/v1/strategies",
                Map.of(
                        "id", "refusing",
                        "mode", "pure_lending_usdt",
                        "environment", "paper",
                        "capital", "1000",
                        "from", FROM.toString()));
        awaitInstant("refusing", "pure_lending_usdt", "2024-06-03T01:00:00Z");

        // When
        JsonNode refused = strategies.expect(
                422, "/api/v1/strategies/refusing/withdrawals", Map.of("amount", "5000000", "id", "too-much"));

        // Then
        assertThat(refused.get("code").asText()).isNotEmpty();
        assertThat(refused.get("message").asText()).contains("5000000");
        strategies.expect(202, "/api/v1/strategies/refusing/stop", Map.of());
    }

    private static void request(String mode, String what, String amount, @Nullable String at, String id, int expected) {
        Map<String, String> body =
                at == null ? Map.of("amount", amount, "id", id) : Map.of("amount", amount, "at", at, "id", id);
        strategies.expect(expected, "/api/v1/strategies/paper-" + mode + "/" + what, body);
    }

    private static void killAndRestart(String name) {
        stack.services().stream().filter(service -> service.name().equals(name)).forEach(ServiceProcess::kill9);
        stack.restart(name);
    }

    private static void awaitInstant(String mode, String at) {
        awaitInstant("paper-" + mode, mode, at);
    }

    private static void awaitInstant(String strategy, String mode, String at) {
        boolean reached = Await.until(PATIENCE, () -> {
            @Nullable JsonNode latest = pnl.find("/api/v1/strategies/" + strategy + "/pnl");
            return latest != null && !Instant.parse(latest.get("at").asText()).isBefore(Instant.parse(at));
        });
        assertThat(reached).as(mode + " reaches " + at).isTrue();
    }

    /** Flows that differ from run to run; the third kind needs an unwind. */
    private static List<Flow> flows(int run) {
        List<Flow> flows = new ArrayList<>();
        if (run % 4 != 0) {
            flows.add(new Flow("d", Flow.Type.DEPOSIT, new BigDecimal(1000 * run), FROM.plus(Duration.ofHours(5))));
        }
        if (run % 4 > 1) {
            flows.add(
                    new Flow("w", Flow.Type.WITHDRAWAL, new BigDecimal(20000 + run), FROM.plus(Duration.ofHours(30))));
        }
        return flows;
    }

    private static List<Flow> paperFlows() {
        Instant first = Instant.parse("2024-06-04T00:00:00Z");
        return List.of(
                new Flow("d1", Flow.Type.DEPOSIT, new BigDecimal("10000"), first),
                new Flow("w1", Flow.Type.WITHDRAWAL, new BigDecimal("5000"), first),
                new Flow("w2", Flow.Type.WITHDRAWAL, new BigDecimal("50000"), Instant.parse("2024-06-07T05:00:00Z")));
    }

    private static StrategyDefinition definition(String name, String mode, @Nullable String source) {
        return define(name, mode, Environment.BACKTEST, FROM, TO, source);
    }

    private static StrategyDefinition define(
            String name, String mode, Environment environment, Instant from, Instant to, @Nullable String source) {
        return Definitions.define(
                new DefinitionRequest(name, mode, environment, "100000", from, to, source, Map.of(), true));
    }

    private static SnapshotSource feed() {
        SignalledMarket market = new SignalledMarket(catalogue, new ExampleModel(catalogue));
        return definition -> ShockedSnapshots.of(
                definition.scenario(),
                SnapshotFeed.of(
                                market,
                                definition.series(),
                                definition.from(),
                                definition.to(),
                                definition.interval(),
                                definition.parameters().gaps())
                        .snapshots());
    }

    private static RunRecord direct(RunRequest request, SnapshotSource source) {
        RunRecorder recorder = new RunRecorder(request.definition());
        DirectBus bus = new DirectBus(request.definition().strategy(), source, recorder::on);
        StrategyDefinition definition = request.definition();
        StrategyCommand.Start start = new StrategyCommand.Start(
                definition.environment() == Environment.BACKTEST ? definition : asBacktest(definition),
                request.flows());
        bus.run(start);
        return recorder.finish(Duration.ZERO);
    }

    /** The direct bus has no clock to hold instants back, so what runs there is a backtest. */
    private static StrategyDefinition asBacktest(StrategyDefinition paper) {
        return define(paper.strategy(), paper.mode(), Environment.BACKTEST, paper.from(), paper.to(), paper.source());
    }
}
