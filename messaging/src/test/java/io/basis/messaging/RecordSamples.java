package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The records of all versions as they were written, and those that this version writes. */
final class RecordSamples {

    private static final JsonMapper PLAIN = new JsonMapper();

    private RecordSamples() {}

    /** A record as it stood on its topic. */
    record Stored(String version, Topic topic, String json) {

        byte[] body() {
            return json.getBytes(UTF_8);
        }

        JsonNode tree() {
            return RecordSamples.tree(body());
        }

        @Override
        public String toString() {
            return version + " " + topic + " " + json.substring(0, Math.min(100, json.length()));
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return PLAIN.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One topic of every record. */
    static Map<Topic, Class<? extends Message>> records() {
        Map<Topic, Class<? extends Message>> records = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            TopicCatalogue.record(topic)
                    .filter(type -> !records.containsValue(type))
                    .ifPresent(type -> records.put(topic, type));
        }
        return records;
    }

    /** The folders of all versions. */
    static List<Path> versions() throws IOException {
        URL folder = Objects.requireNonNull(RecordSamples.class.getResource("/records"), "no /records");
        try (Stream<Path> versions = Files.list(Path.of(folder.toURI()))) {
            return versions.sorted().toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Stored> stored() throws IOException {
        List<Stored> stored = new ArrayList<>();
        for (Path version : versions()) {
            for (Map.Entry<Topic, Class<? extends Message>> record : records().entrySet()) {
                Path file = version.resolve(record.getValue().getSimpleName() + ".jsonl");
                if (Files.exists(file)) {
                    for (String line : Files.readAllLines(file)) {
                        stored.add(new Stored(version.getFileName().toString(), record.getKey(), line));
                    }
                }
            }
        }
        return stored;
    }

    /** What this version writes: every variant of every record, with and without what may be absent. */
    static List<Message> now(Topic topic) {
        return switch (topic) {
            case COMMANDS -> List.copyOf(Samples.commands());
            case STRATEGIES -> List.copyOf(definitions());
            case MARKET_DATA -> List.of(Samples.snapshot());
            case RISK_ASSESSMENTS -> List.of(Samples.assessment(), unlevered());
            case TARGET_POSITIONS -> List.of(Samples.decision(), flowless());
            case PNL -> List.of(Samples.pnl());
            case HALTS -> List.of(Samples.halt());
            case FILLS -> reports();
            default -> groups();
        };
    }

    private static List<Message> reports() {
        List<Message> reports = new ArrayList<>();
        reports.add(new VenueReport(Samples.AT, 0, List.of()));
        for (AccountEvent event : Samples.accountEvents()) {
            reports.add(new VenueReport(Samples.AT, 7, List.of(event)));
        }
        return reports;
    }

    private static List<Message> groups() {
        List<Message> groups = new ArrayList<>();
        List<Order> orders = Samples.orders();
        OrderGroup.Execution[] executions = OrderGroup.Execution.values();
        for (int i = 0; i < orders.size(); i++) {
            groups.add(
                    new OrderGroup(Samples.AT, i + 1, executions[i % executions.length], 1, 2, List.of(orders.get(i))));
        }
        return groups;
    }

    private static List<StartedStrategy> definitions() {
        List<StartedStrategy> started = new ArrayList<>();
        for (Status status : Status.values()) {
            started.add(Samples.started("btc-1", status));
        }
        StrategyDefinition live = Samples.definition("btc-1", Environment.LIVE);
        started.add(new StartedStrategy(live, Status.RUNNING));
        started.add(new StartedStrategy(
                live,
                Status.NEEDS_ATTENTION,
                "order 2 of group 3 refused; open: 0.5 BTC",
                new StrategyCommand.Skip("risk-service", 1, "sent twice by the venue")));
        started.add(new StartedStrategy(Samples.unstaked("btc-1"), Status.RUNNING));
        Parameters all = live.parameters();
        started.add(with(
                live,
                new Parameters(
                        null,
                        all.deviationThreshold(),
                        null,
                        all.staking(),
                        capped(all.requireLeverage()),
                        null,
                        all.collateralHaircut(),
                        all.limits(),
                        all.costs(),
                        all.execution(),
                        all.gasFloat(),
                        all.gaps())));
        started.add(with(
                live,
                new Parameters(
                        all.targetApy(),
                        all.deviationThreshold(),
                        null,
                        null,
                        null,
                        all.signals(),
                        all.collateralHaircut(),
                        all.limits(),
                        all.costs(),
                        all.execution(),
                        all.gasFloat(),
                        all.gaps())));
        return started;
    }

    private static Leverage capped(Leverage leverage) {
        return new Leverage(
                leverage.maxLtv(),
                leverage.maxStakeSpreadMove(),
                leverage.liquidationThreshold(),
                leverage.liquidationBonus(),
                leverage.healthFactorTarget(),
                0.9,
                leverage.flashFee(),
                leverage.fallback(),
                leverage.patience());
    }

    private static StartedStrategy with(StrategyDefinition definition, Parameters parameters) {
        return new StartedStrategy(
                new StrategyDefinition(
                        definition.strategy(),
                        definition.mode(),
                        definition.family(),
                        definition.environment(),
                        definition.shareClass(),
                        definition.marketNeutral(),
                        definition.asset(),
                        definition.hedged(),
                        definition.interval(),
                        definition.capital(),
                        definition.from(),
                        definition.to(),
                        "recorded.market-data",
                        definition.positions(),
                        definition.series(),
                        parameters,
                        null),
                Status.RUNNING);
    }

    private static RiskAssessment unlevered() {
        RiskAssessment full = Samples.assessment();
        return new RiskAssessment(
                0,
                0,
                full.market(),
                List.of(),
                full.positions(),
                new Exposure(1, 1, 1, List.of(), 0, List.of(), null),
                List.of(),
                Permission.TRADE,
                null,
                1,
                1);
    }

    private static TargetPositions flowless() {
        return new TargetPositions(
                Samples.AT,
                0,
                Action.HOLD,
                List.of(),
                0,
                Reason.WITHIN_THRESHOLD,
                Double.NaN,
                Double.NaN,
                0,
                null,
                true);
    }
}
