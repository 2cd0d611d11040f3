package io.basis.pnl.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.money.Decimals;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.target.Target;
import io.basis.messaging.KeyedMessage;
import io.basis.messaging.ReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the tables behind REST in step with the loop, in the transaction that stores its state. */
@ApplicationScoped
public class PnlReadModel implements ReadModel {

    private static final JsonNodeFactory JSON = JsonMapper.builder().build().getNodeFactory();

    /** An assessment with the report made from it. */
    private record Assessed(RiskAssessment assessment, PnlReport report) {}

    /** What there is one row for. */
    private record At(String strategy, Instant at) {}

    private record Decided(String strategy, long sequence, TargetPositions decision) {}

    /** Writes what these messages say; of several rounds at one instant the last. */
    @Override
    public void write(Connection connection, List<KeyedMessage> messages) throws SQLException {
        Map<String, StartedStrategy> started = new LinkedHashMap<>();
        Map<String, RiskAssessment> latest = new HashMap<>();
        Map<At, Assessed> assessed = new LinkedHashMap<>();
        List<Decided> decided = new ArrayList<>();
        for (KeyedMessage keyed : messages) {
            String strategy = keyed.strategy();
            switch (keyed.message()) {
                case StartedStrategy word -> started.put(strategy, word);
                case RiskAssessment assessment -> latest.put(strategy, assessment);
                case PnlReport report -> {
                    @Nullable RiskAssessment assessment = latest.get(strategy);
                    if (assessment == null) {
                        throw new IllegalStateException("report on " + strategy + " without its assessment");
                    }
                    assessed.put(new At(strategy, report.at()), new Assessed(assessment, report));
                }
                case TargetPositions decision -> decided.add(new Decided(strategy, keyed.sequence(), decision));
                default -> {
                    // Says nothing that is shown here.
                }
            }
        }
        writeStarted(connection, started);
        writeAssessed(connection, assessed);
        writeDecided(connection, decided);
    }

    private static void writeStarted(Connection connection, Map<String, StartedStrategy> started) throws SQLException {
        if (started.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into pnl.strategies (strategy, mode, share_class, status) values (?, ?, ?, ?)
                on conflict (strategy) do update set status = excluded.status""")) {
            for (StartedStrategy word : started.values()) {
                upsert.setString(1, word.definition().strategy());
                upsert.setString(2, word.definition().mode());
                upsert.setString(3, word.definition().shareClass().name());
                upsert.setString(4, word.status().name());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void writeAssessed(Connection connection, Map<At, Assessed> assessed) throws SQLException {
        if (assessed.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into pnl.assessments (strategy, at, round, equity, market_equity, equity_usdt, net_deposits,
                    share_index, usdt_index, residual, attribution, positions, risk)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb)
                on conflict (strategy, at) do update set round = excluded.round, equity = excluded.equity,
                    market_equity = excluded.market_equity, equity_usdt = excluded.equity_usdt, net_deposits = excluded.net_deposits,
                    share_index = excluded.share_index, usdt_index = excluded.usdt_index,
                    residual = excluded.residual, attribution = excluded.attribution,
                    positions = excluded.positions, risk = excluded.risk""")) {
            for (Map.Entry<At, Assessed> entry : assessed.entrySet()) {
                PnlReport report = entry.getValue().report();
                RiskAssessment assessment = entry.getValue().assessment();
                upsert.setString(1, entry.getKey().strategy());
                upsert.setObject(2, report.at().atOffset(ZoneOffset.UTC));
                upsert.setInt(3, report.round());
                upsert.setDouble(4, report.equity());
                upsert.setDouble(5, report.marketEquity());
                upsert.setDouble(6, report.equityUsdt());
                upsert.setDouble(7, report.netDeposits());
                upsert.setDouble(8, report.shareIndex());
                upsert.setDouble(9, report.usdtIndex());
                upsert.setDouble(10, report.residual());
                upsert.setString(11, attribution(report.attribution()).toString());
                upsert.setString(12, positions(assessment).toString());
                upsert.setString(13, risk(assessment).toString());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void writeDecided(Connection connection, List<Decided> decided) throws SQLException {
        if (decided.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into pnl.decisions (strategy, at, round, action, reason, reason_value, reason_limit, deviation,
                    order_group, flow, instant_done, targets, sequence)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")) {
            for (Decided each : decided) {
                TargetPositions decision = each.decision();
                insert.setString(1, each.strategy());
                insert.setObject(2, decision.at().atOffset(ZoneOffset.UTC));
                insert.setInt(3, decision.round());
                insert.setString(4, decision.action().wire());
                insert.setString(5, decision.reason().name());
                setFinite(insert, 6, decision.value());
                setFinite(insert, 7, decision.limit());
                setFinite(insert, 8, decision.deviation());
                insert.setLong(9, decision.group());
                insert.setString(10, decision.flow());
                insert.setBoolean(11, decision.instantDone());
                insert.setString(12, targets(decision.targets()).toString());
                insert.setLong(13, each.sequence());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void setFinite(PreparedStatement statement, int place, double number) throws SQLException {
        if (Double.isFinite(number)) {
            statement.setDouble(place, number);
        } else {
            statement.setNull(place, Types.DOUBLE);
        }
    }

    static ObjectNode attribution(Attribution attribution) {
        ObjectNode json = JSON.objectNode();
        for (Source source : Source.values()) {
            json.put(source.wire(), attribution.amount(source));
        }
        return json;
    }

    /** What is held: nothing is said of empty positions. */
    private static ArrayNode positions(RiskAssessment assessment) {
        Positions held = assessment.positions();
        Valuation valuation = new Valuation(held.layout(), assessment.market().layout());
        ArrayNode json = JSON.arrayNode();
        for (int slot = 0; slot < held.layout().size(); slot++) {
            if (held.quantity(slot).signum() != 0) {
                ObjectNode position = json.addObject();
                position.put("instrument", held.layout().key(slot).toString());
                position.put("quantity", Decimals.canonical(held.quantity(slot)));
                position.put("value_usdt", valuation.value(held, slot, assessment.market()));
                if (held.layout().key(slot).type() == PositionType.PERP) {
                    position.put("average_entry", Decimals.canonical(held.averageEntry(slot)));
                    put(position, "mark", valuation.mark(slot, assessment.market()));
                }
            }
        }
        return json;
    }

    private static ObjectNode risk(RiskAssessment assessment) {
        ObjectNode json = JSON.objectNode();
        json.put("status", lower(assessment.status()));
        json.put("allowed", lower(assessment.allowed()));
        if (assessment.acting() == null) {
            json.putNull("acting");
        } else {
            reading(json.putObject("acting"), assessment.acting());
        }
        put(json, "drift", assessment.exposure().drift());
        ArrayNode exposures = json.putArray("exposures");
        for (AssetExposure exposure : assessment.exposure().assets()) {
            ObjectNode each = exposures.addObject();
            each.put("asset", exposure.asset().name());
            put(each, "delta", exposure.delta());
            put(each, "delta_usdt", exposure.deltaUsdt());
        }
        ArrayNode margins = json.putArray("margins");
        for (VenueMargin margin : assessment.exposure().margins()) {
            ObjectNode each = margins.addObject();
            each.put("venue", margin.venue().toString());
            put(each, "cash", margin.cash());
            put(each, "unrealised", margin.unrealised());
            put(each, "collateral", margin.collateral());
            put(each, "notional", margin.notional());
            put(each, "ratio", margin.ratio());
        }
        if (assessment.exposure().loan() == null) {
            json.putNull("loan");
        } else {
            loan(json.putObject("loan"), assessment.exposure().loan());
        }
        ArrayNode readings = json.putArray("readings");
        for (RiskReading reading : assessment.readings()) {
            reading(readings.addObject(), reading);
        }
        return json;
    }

    private static void loan(ObjectNode json, Loan loan) {
        put(json, "collateral_eth", loan.collateral());
        put(json, "debt_eth", loan.debt());
        put(json, "ltv", loan.ltv());
        put(json, "health_factor", loan.healthFactor());
        put(json, "liquidation_threshold", loan.liquidationThreshold());
    }

    private static void reading(ObjectNode json, RiskReading reading) {
        json.put("type", lower(reading.type()));
        json.put("venue", reading.venue() == null ? null : reading.venue().toString());
        put(json, "value", reading.value());
        put(json, "warning", reading.warning());
        put(json, "critical", reading.critical());
        json.put("level", lower(reading.level()));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static ArrayNode targets(List<Target> targets) {
        ArrayNode json = JSON.arrayNode();
        for (Target target : targets) {
            ObjectNode each = json.addObject();
            each.put("instrument", target.instrument().toString());
            put(each, "quantity", target.quantity());
        }
        return json;
    }

    /** JSON has neither NaN nor infinity: such a figure does not exist there. */
    private static void put(ObjectNode json, String name, double number) {
        if (Double.isFinite(number)) {
            json.put(name, number);
        } else {
            json.putNull(name);
        }
    }
}
