package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.domain.pnl.Source;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Status;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private final Codec codec = new Codec();

    static Stream<Arguments> comparable() {
        return Stream.concat(
                Stream.of(
                        Arguments.of(Topic.STRATEGIES, Samples.started("s", Status.RUNNING)),
                        Arguments.of(
                                Topic.STRATEGIES,
                                new StartedStrategy(Samples.definition("s", Environment.LIVE), Status.HALTED)),
                        Arguments.of(
                                Topic.STRATEGIES,
                                new StartedStrategy(
                                        Samples.definition("s", Environment.LIVE),
                                        Status.RUNNING,
                                        null,
                                        new StrategyCommand.Skip("risk-service", 2, "seen twice"))),
                        Arguments.of(Topic.TARGET_POSITIONS, Samples.decision()),
                        Arguments.of(Topic.ORDERS_SIMULATED, Samples.group()),
                        Arguments.of(Topic.FILLS, Samples.report()),
                        Arguments.of(Topic.HALTS, Samples.halt())),
                Samples.commands().stream().map(command -> Arguments.of(Topic.COMMANDS, command)));
    }

    @ParameterizedTest
    @MethodSource("comparable")
    void readsWhatItWrote(Topic topic, Message message) throws Unreadable {
        assertThat(codec.read(topic, codec.write(topic, message))).isEqualTo(message);
    }

    @Test
    void readsAssessmentsAndReportsToTheSameBytes() throws Unreadable {
        for (Map.Entry<Topic, Message> entry : Map.of(
                        Topic.RISK_ASSESSMENTS, Samples.assessment(),
                        Topic.PNL, Samples.pnl(),
                        Topic.MARKET_DATA, Samples.snapshot())
                .entrySet()) {
            byte[] json = codec.write(entry.getKey(), entry.getValue());

            Message read = codec.read(entry.getKey(), json);

            assertThat(new String(codec.write(entry.getKey(), read), UTF_8)).isEqualTo(new String(json, UTF_8));
            assertThat(read)
                    .usingRecursiveComparison()
                    .withEqualsForType(Double::equals, Double.class)
                    .isEqualTo(entry.getValue());
        }
    }

    @Test
    void leavesOutWhatIsAbsentAndNeverWritesItAsANumber() throws Unreadable {
        RiskAssessment assessment = Samples.assessment();

        String json = text(codec.write(Topic.RISK_ASSESSMENTS, assessment));

        assertThat(json).doesNotContain("NaN").doesNotContain(":null").contains("\"funding:binance:BTCUSDT\":[]");
        RiskAssessment read = (RiskAssessment) codec.read(Topic.RISK_ASSESSMENTS, json.getBytes(UTF_8));
        assertThat(read.readings().get(2).value()).isNaN();
        assertThat(read.readings().get(0).venue()).isNull();
        assertThat(read.readings().get(1).value()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void writesSnapshotsCompactly() {
        assertThat(text(codec.write(Topic.MARKET_DATA, Samples.snapshot())))
                .isEqualTo("{\"at\":\"2024-05-12T01:00:00Z\",\"series\":{"
                        + "\"spot:binance:BTCUSDT\":[60801.5,60900.0,60700.25],"
                        + "\"perp:binance:BTCUSDT\":[60799.1,null,60650.0,\"SUBSTITUTED\"],"
                        + "\"funding:binance:BTCUSDT\":[],"
                        + "\"liquidity_index:aave_v3:USDT\":[1.087412345678901],"
                        + "\"gas:ethereum:gwei\":[3.5,\"STALE\"]}}");
    }

    @Test
    void givesEqualKeysTheSameLayout() throws Unreadable {
        byte[] snapshot = codec.write(Topic.MARKET_DATA, Samples.snapshot());
        byte[] assessment = codec.write(Topic.RISK_ASSESSMENTS, Samples.assessment());

        MarketSnapshot first = (MarketSnapshot) codec.read(Topic.MARKET_DATA, snapshot);
        RiskAssessment second = (RiskAssessment) codec.read(Topic.RISK_ASSESSMENTS, assessment);
        Positions third = codec.read(Positions.class, codec.write(Samples.positions()));

        assertThat(second.market().layout()).isSameAs(first.layout());
        assertThat(third.layout()).isSameAs(second.positions().layout());
    }

    @Test
    void keepsDecimalsToTheLastDigit() throws Unreadable {
        Positions read = codec.read(Positions.class, codec.write(Samples.positions()));

        assertThat(read.quantity(0)).isEqualTo(new BigDecimal("1000.000000"));
        assertThat(read.cost(0)).isEqualTo(BigDecimal.ZERO);
        assertThat(read.cost(2)).isEqualTo(new BigDecimal("-7506.1234567800000000"));
    }

    /** Written by hand, as the first release wrote them; a newer one must go on reading them. */
    @ParameterizedTest
    @CsvSource({
        "COMMANDS, commands.json",
        "STRATEGIES, strategies.json",
        "MARKET_DATA, market-data.json",
        "RISK_ASSESSMENTS, risk-assessments.json",
        "TARGET_POSITIONS, target-positions.json",
        "ORDERS_SIMULATED, orders.simulated.json",
        "FILLS, fills.json",
        "PNL, pnl.json",
        "HALTS, halts.json"
    })
    void readsStoredSamples(Topic topic, String file) throws IOException, Unreadable {
        byte[] sample = resource(file);

        Message read = codec.read(topic, sample);

        // Everything the sample says is still said, and a field that it lacks is not made up.
        ObjectMapper plain = new ObjectMapper();
        assertThat(plain.readTree(codec.write(topic, read))).isEqualTo(plain.readTree(sample));
    }

    @Test
    void readsTheValuesOfTheSamples() throws IOException, Unreadable {
        MarketSnapshot market = (MarketSnapshot) codec.read(Topic.MARKET_DATA, resource("market-data.json"));
        VenueReport fills = (VenueReport) codec.read(Topic.FILLS, resource("fills.json"));
        TargetPositions decision =
                (TargetPositions) codec.read(Topic.TARGET_POSITIONS, resource("target-positions.json"));
        PnlReport pnl = (PnlReport) codec.read(Topic.PNL, resource("pnl.json"));

        int funding = market.layout().require(SeriesKey.parse("funding:binance:BTCUSDT"));
        assertThat(market.value(funding)).isNaN();
        assertThat(market.provenance(funding)).isEqualTo(Provenance.ABSENT);
        assertThat(fills.events()).isEqualTo(Samples.accountEvents());
        assertThat(decision.value()).isNaN();
        assertThat(pnl.attribution().amount(Source.FUNDING)).isEqualTo(12.25);
    }

    @Test
    void skipsFieldsThatANewerVersionAdded() throws Unreadable {
        String json = "{\"code\":\"DAT-001\",\"more\":{\"a\":[1]},\"reason\":\"r\",\"service\":\"s\"}";

        assertThat(codec.read(Topic.HALTS, json.getBytes(UTF_8)))
                .hasToString("StrategyHalt[code=DAT-001, reason=r, service=s]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "garbage",
                "{\"code\":\"DAT-001\",\"reason\":\"r\"}",
                "{\"code\":\"DAT-001\",\"reason\":null,\"service\":\"s\"}",
                "{\"code\":\"DAT-001\",\"reason\":\"r\",\"service\":\"s\"} {}",
                "[]"
            })
    void refusesGarbage(String json) {
        assertThatThrownBy(() -> codec.read(Topic.HALTS, json.getBytes(UTF_8))).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no group; a decimal as a number; an unknown type; no type; a key that is none; a rule of the domain
                "{\"at\":\"2024-05-12T01:00:00Z\",\"events\":[]}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"group\":1,\"events\":[{\"type\":\"Deposited\",\"into\":\"wallet:BaseToken:USDT\",\"amount\":1.5}]}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"group\":1,\"events\":[{\"type\":\"Found\"}]}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"group\":1,\"events\":[{\"into\":\"wallet:BaseToken:USDT\",\"amount\":\"1\"}]}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"group\":1,\"events\":[{\"type\":\"Deposited\",\"into\":\"wallet:USDT\",\"amount\":\"1\"}]}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"group\":1,\"events\":[null]}",
                "{\"at\":\"yesterday\",\"group\":1,\"events\":[]}"
            })
    void refusesReportsThatAreNone(String json) {
        assertThatThrownBy(() -> codec.read(Topic.FILLS, json.getBytes(UTF_8)))
                .isInstanceOf(Unreadable.class)
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"series\":{}}",
                "{\"at\":\"2024-05-12T01:00:00Z\"}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"series\":{\"spot:binance\":[1]}}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"series\":{\"spot:binance:BTCUSDT\":[1],\"spot:binance:BTCUSDT\":[1]}}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"series\":{\"spot:binance:BTCUSDT\":[1,2,3,4]}}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"series\":{\"spot:binance:BTCUSDT\":[\"GUESSED\"]}}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"series\":{\"spot:binance:BTCUSDT\":1}}",
                "{\"at\":\"2024-05-12T01:00:00Z\",\"series\":{\"spot:binance:BTCUSDT\":[1"
            })
    void refusesSnapshotsThatAreNone(String json) {
        assertThatThrownBy(() -> codec.read(Topic.MARKET_DATA, json.getBytes(UTF_8)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesAnOrderThatBreaksARuleOfTheDomain() {
        String json = text(codec.write(Topic.ORDERS_SIMULATED, Samples.group())).replace("\"100000\"", "\"-100000\"");

        assertThatThrownBy(() -> codec.read(Topic.ORDERS_SIMULATED, json.getBytes(UTF_8)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("must be positive");
    }

    @Test
    void storesStatesOfCores() throws Unreadable {
        CoreState state = new CoreState();
        state.definition = Samples.definition("s", Environment.BACKTEST);
        state.positions = Samples.positions();
        state.market = Samples.snapshot();
        state.last = Samples.orders().get(3);
        state.inbox.add(new StrategyCommand.Resume());
        state.inbox.add(Samples.snapshot());
        state.queue.add(Instant.EPOCH);
        state.counts.put(SeriesKey.GAS, 3L);
        state.bySource.put(Source.FUNDING, List.of(1.5, Double.NaN));
        state.memory.price = 4;
        state.monitor = "not stored";
        state.columns[1] = Double.NaN;
        byte[] json = codec.write(state);

        CoreState read = codec.read(CoreState.class, json);

        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .ignoringFields("monitor")
                .isEqualTo(state);
        assertThat(read.memory.move).isNaN();
        assertThat(read.monitor).isNull();
        assertThat(text(codec.write(read))).isEqualTo(text(json));
        assertThat(Objects.requireNonNull(read.market).layout()).isSameAs(read.series);
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(CodecTest.class.getResourceAsStream("/samples/" + file), file)) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }

    /** Everything that the state of a core may be made of. */
    @SuppressWarnings("UnusedVariable") // read by the codec
    private static final class CoreState {
        io.basis.domain.strategy.@Nullable StrategyDefinition definition;

        @Nullable
        Positions positions;

        @Nullable
        MarketSnapshot market;

        @Nullable
        Order last;

        final List<Message> inbox = new ArrayList<>();
        final Deque<Instant> queue = new ArrayDeque<>();
        final Map<SeriesKey, Long> counts = new LinkedHashMap<>();
        Map<Source, List<Double>> bySource = new EnumMap<>(Source.class);
        PositionLayout layout = Samples.positions().layout();
        SeriesLayout series = Samples.snapshot().layout();
        double[] columns = {1.5, 2.5};
        boolean waiting = true;
        private long reports = 3;
        final Memory memory = new Memory();

        @Nullable
        Instant never;

        transient @Nullable String monitor;

        private CoreState() {}
    }

    @SuppressWarnings("UnusedVariable") // read by the codec
    private static final class Memory {
        double price = Double.NaN;
        double move = Double.NaN;
        Inner inner = new Inner(2, null, Double.NaN);
    }

    private record Inner(int count, @Nullable String name, double value) {}
}
