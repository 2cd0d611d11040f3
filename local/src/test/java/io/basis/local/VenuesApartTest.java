package io.basis.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.core.Refusal;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.Route;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.LoopbackPort;
import io.basis.execution.order.ClientId;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.SampleCatalogue;
import io.basis.venues.simulated.VenueBooks;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each route in a process of its own, one of them slow, one killed: who does not need it does not notice. */
class VenuesApartTest {

    private static final List<Route> ROUTES = List.of(Route.BINANCE, Route.BYBIT, Route.OKX, Route.ONCHAIN);

    /** OKX is slow all the time; Bybit is killed between what it does and its answer, so that must last a while. */
    private static final Map<Route, String> DELAYS = Map.of(Route.OKX, "300ms", Route.BYBIT, "300ms");

    private static final String KILLED = "execution-bybit";

    /** Simulated seconds per second: an hour takes one. */
    private static final String SPEED = "3600";

    private static final Instant FROM = Instant.parse("2024-06-03T00:00:00Z");
    /** Instants after which what has just started is up to its pace. */
    private static final int WARM = 6;

    private static final Duration WINDOW = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(20);

    private static final String SPREAD = "spread";
    private static final String LENT = "lent";
    private static final String SIGNALLED = "signalled";

    @TempDir
    static Path folder;

    private static Stack stack;

    private final Map<String, Watch> watches = new LinkedHashMap<>();
    private TopicFollower follower;

    @BeforeAll
    static void start() {
        Catalogue catalogue = SampleCatalogue.open(folder.resolve("sample"), 1);
        Ports ports = Ports.free();
        Map<String, String> market = Map.of("BASIS_CATALOGUE", catalogue.root().toString(), "BASIS_SPEED", SPEED);
        stack = Stack.up(
                folder.resolve("stack"),
                ports,
                Services.topics(),
                () -> Migrations.run(ports),
                apart(Services.specs(Home.folder(), ports, Services.freePorts(), market)));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** The same services, but one process for each route outside the loop instead of one for all, and no P&L. */
    private static List<ServiceSpec> apart(List<ServiceSpec> together) {
        List<ServiceSpec> apart = new ArrayList<>();
        for (ServiceSpec spec : together) {
            if (spec.name().equals(Services.PNL)) {
                continue;
            }
            if (!spec.name().equals("execution-service")) {
                apart.add(quickly(spec, spec.name(), spec.environment(), spec.httpPort()));
                continue;
            }
            for (Route route : ROUTES) {
                Map<String, String> environment = new HashMap<>(spec.environment());
                environment.put("BASIS_VENUE", route.toString());
                environment.put("BASIS_GATEWAY_DELAY", DELAYS.getOrDefault(route, "0s"));
                apart.add(quickly(spec, "execution-" + route, environment, LoopbackPort.free()));
            }
        }
        return apart;
    }

    /** Many processes that do little: compiling less is faster. */
    private static ServiceSpec quickly(ServiceSpec spec, String name, Map<String, String> environment, int httpPort) {
        List<String> options = new ArrayList<>(spec.jvmOptions());
        options.add("-XX:TieredStopAtLevel=1");
        return new ServiceSpec(name, spec.jar(), environment, options, httpPort);
    }

    @Test
    void whoDoesNotUseAVenueDoesNotNoticeThatItIsSlowOrGone() throws SQLException {
        // Given
        List<Topic> topics =
                new ArrayList<>(List.of(Topic.RISK_ASSESSMENTS, Topic.TARGET_POSITIONS, Topic.FILLS, Topic.HALTS));
        ROUTES.forEach(route -> topics.add(route.topic()));
        try (Commander commander = new Commander(stack.ports().bootstrap());
                TopicFollower following = new TopicFollower(stack.ports().bootstrap(), topics, watches::containsKey)) {
            follower = following;
            begin(commander, definition(SPREAD, "btc_basis", 12), deposits());
            begin(commander, definition(LENT, "pure_lending_usdt", 36), List.of());
            begin(commander, definition(SIGNALLED, "ml_btc_directional_usdt_margin", 36), List.of());
            follow(() -> watch(LENT).instants >= WARM && watch(SIGNALLED).instants >= WARM);

            // When
            Map<String, Double> before = pace(WINDOW);
            long open = awaitOrderAt(Route.BYBIT);
            service(KILLED).kill9();
            Map<String, Double> during = pace(WINDOW);
            boolean waited = !watch(SPREAD).answered(open);
            stack.restart(KILLED);
            follow(() -> watches.values().stream().allMatch(watch -> watch.over));

            // Then
            report(before, during);
            assertThat(waited).as("the group waits for the venue").isTrue();
            assertThat(watch(SPREAD).answered(open))
                    .as("and is answered after it")
                    .isTrue();
            assertThat(during.get(SPREAD)).isLessThan(0.2);
            for (String other : List.of(LENT, SIGNALLED)) {
                assertThat(during.get(other)).as(other).isGreaterThan(0.5 * before.get(other));
            }
            for (Watch watch : watches.values()) {
                assertThat(executed(watch.strategy))
                        .as(watch.strategy)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(watch.intended)
                        .isNotEmpty();
                assertThat(watch.reports)
                        .allSatisfy((part, times) -> assertThat(times).as(part).isEqualTo(1));
                assertThat(held(Objects.requireNonNull(watch.positions)))
                        .as(watch.strategy)
                        .isEqualTo(books(watch.strategy));
            }
        }
    }

    private void begin(Commander commander, StrategyDefinition definition, List<Flow> flows) {
        watches.put(definition.strategy(), new Watch(definition));
        commander.send(definition.strategy(), new StrategyCommand.Start(definition, flows));
    }

    private static StrategyDefinition definition(String name, String mode, int hours) {
        return Definitions.define(new DefinitionRequest(
                name, mode, Environment.TESTNET, null, FROM, FROM.plus(Duration.ofHours(hours)), null, Map.of(), true));
    }

    /** Something to do at every venue, again and again. */
    private static List<Flow> deposits() {
        return IntStream.range(1, 6)
                .mapToObj(i -> new Flow(
                        "d" + i, Flow.Type.DEPOSIT, new BigDecimal("20000"), FROM.plus(Duration.ofHours(2L * i))))
                .toList();
    }

    private Watch watch(String strategy) {
        return Objects.requireNonNull(watches.get(strategy));
    }

    private static ServiceProcess service(String name) {
        return stack.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void follow(BooleanSupplier until) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!until.getAsBoolean()) {
            assertThat(Instant.now()).as(watches.values().toString()).isBefore(deadline);
            poll();
        }
    }

    private void poll() {
        follower.poll(POLL, (topic, strategy, message) -> watch(strategy).on(topic, message));
    }

    /** Instants per second of each strategy, over a while. */
    private Map<String, Double> pace(Duration window) {
        Map<String, Integer> first = new HashMap<>();
        watches.forEach((strategy, watch) -> first.put(strategy, watch.instants));
        long start = System.nanoTime();
        while (System.nanoTime() - start < window.toNanos()) {
            poll();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Double> pace = new TreeMap<>();
        watches.forEach((strategy, watch) -> pace.put(strategy, (watch.instants - first.get(strategy)) / seconds));
        return pace;
    }

    /** Number of the next group that has an order there. */
    private long awaitOrderAt(Route route) {
        long known = watch(SPREAD).lastAt(route);
        follow(() -> watch(SPREAD).lastAt(route) > known);
        return watch(SPREAD).lastAt(route);
    }

    /** What one strategy is seen to do. */
    private static final class Watch {
        final String strategy;
        final List<String> intended = new ArrayList<>();
        final Map<String, Integer> reports = new TreeMap<>();
        private final StrategyDefinition definition;
        private final Map<Route, Long> last = new TreeMap<>();
        private long assessed;
        int instants;
        boolean over;

        @Nullable
        Positions positions;

        Watch(StrategyDefinition definition) {
            this.strategy = definition.strategy();
            this.definition = definition;
        }

        void on(Topic topic, Message message) {
            switch (message) {
                case TargetPositions decision
                when decision.instantDone() -> {
                    instants++;
                    over |= definition.endsAt(decision.at());
                }
                case RiskAssessment assessment -> {
                    assessed = assessment.group();
                    positions = assessment.positions();
                }
                case OrderGroup group ->
                    ROUTES.stream().filter(route -> route.topic() == topic).forEach(route -> intend(route, group));
                case VenueReport report
                when report.group() > 0 ->
                    reports.merge("group " + report.group() + " part " + report.part(), 1, Integer::sum);
                case StrategyHalt halt -> throw new Refusal(halt.code(), strategy + " halted: " + halt.reason());
                default -> {
                    // Nothing that is counted.
                }
            }
        }

        private void intend(Route route, OrderGroup group) {
            last.put(route, group.number());
            for (int i = 0; i < group.orders().size(); i++) {
                if (Route.of(group.orders().get(i)) == route) {
                    intended.add(ClientId.of(strategy, group.number(), i + 1));
                }
            }
        }

        long lastAt(Route route) {
            return last.getOrDefault(route, 0L);
        }

        boolean answered(long group) {
            return assessed >= group;
        }

        @Override
        public String toString() {
            return strategy + " " + instants + " instants, group " + assessed;
        }
    }

    private void report(Map<String, Double> before, Map<String, Double> during) throws SQLException {
        StringBuilder table = new StringBuilder("%n%-10s %-28s %9s %9s %9s %9s %9s %9s%n"
                .formatted(
                        "strategy", "venues", "before/s", "during/s", "instants", "intended", "executed", "distinct"));
        for (Watch watch : watches.values()) {
            List<String> executed = executed(watch.strategy);
            table.append("%-10s %-28s %9.2f %9.2f %9d %9d %9d %9d%n"
                    .formatted(
                            watch.strategy,
                            String.join(
                                    " ",
                                    watch.definition.routes().stream()
                                            .map(Route::toString)
                                            .toList()),
                            before.get(watch.strategy),
                            during.get(watch.strategy),
                            watch.instants,
                            watch.intended.size(),
                            executed.size(),
                            executed.stream().distinct().count()));
        }
        System.out.println(table);
    }

    private static List<String> executed(String strategy) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection database = database();
                PreparedStatement select = database.prepareStatement(
                        "select client_id from venues.executions where strategy = ? order by id")) {
            select.setString(1, strategy);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static Map<InstrumentKey, String> books(String strategy) throws SQLException {
        try (Connection database = database();
                PreparedStatement select =
                        database.prepareStatement("select body from venues.books where strategy = ?")) {
            select.setString(1, strategy);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                VenueBooks books = new Codec().read(VenueBooks.class, row.getBytes(1));
                return held(Objects.requireNonNull(books.accounts()).positions());
            }
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(stack.ports().jdbcUrl(), EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD);
    }

    private static Map<InstrumentKey, String> held(Positions positions) {
        Map<InstrumentKey, String> held = new HashMap<>();
        for (InstrumentKey key : positions.layout().keys()) {
            held.put(key, Decimals.canonical(positions.quantity(key)));
        }
        return held;
    }
}
