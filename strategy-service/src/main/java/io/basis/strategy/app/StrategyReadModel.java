package io.basis.strategy.app;

import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.messaging.Codec;
import io.basis.messaging.KeyedMessage;
import io.basis.messaging.ReadModel;
import io.basis.strategy.definition.Definitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps the tables behind REST in step with the loop, in the transaction that stores its state. */
@ApplicationScoped
public class StrategyReadModel implements ReadModel {

    private final Codec codec = new Codec();
    private final AuditTable audit = new AuditTable(codec);
    private final Clock clock = Clock.systemUTC();

    /** Writes what these messages say, in their order. */
    @Override
    public void write(Connection connection, List<KeyedMessage> messages) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, RiskAssessment> latest = new LinkedHashMap<>();
        Set<String> done = new TreeSet<>();
        for (KeyedMessage keyed : messages) {
            String strategy = keyed.strategy();
            switch (keyed.message()) {
                case StartedStrategy started -> stands(connection, started, now);
                case StrategyHalt halt -> halted(connection, strategy, halt, keyed.sequence(), now);
                case StrategyCommand.Start start -> {
                    for (Flow flow : start.flows()) {
                        requested(connection, strategy, flow);
                    }
                }
                case StrategyCommand.RequestFlow request -> requested(connection, strategy, request.flow());
                case TargetPositions decision -> {
                    decided(connection, strategy, decision);
                    if (decision.instantDone()) {
                        done.add(strategy);
                    }
                }
                // Before its first group, which books the capital, a strategy has no equity to speak of.
                case RiskAssessment assessment when assessment.group() > 0 -> latest.put(strategy, assessment);
                default -> {
                    // Says nothing that is shown here.
                }
            }
        }
        reached(connection, latest);
        progressed(connection, done, now);
        audit.write(connection, messages, now);
    }

    private void stands(Connection connection, StartedStrategy started, Instant now) throws SQLException {
        StrategyDefinition definition = started.definition();
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into strategy.strategies (strategy, mode, environment, share_class, asset, status, capital, starts_at,
                    ends_at, source, config_hash, definition, interval_seconds, progressed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (strategy) do update set status = excluded.status,
                    interval_seconds = excluded.interval_seconds, progressed_at = excluded.progressed_at""")) {
            upsert.setString(1, definition.strategy());
            upsert.setString(2, definition.mode());
            upsert.setString(3, definition.environment().toString());
            upsert.setString(4, definition.shareClass().name());
            upsert.setString(5, definition.asset().name());
            upsert.setString(6, started.status().name());
            upsert.setBigDecimal(7, definition.capital());
            upsert.setObject(8, definition.from().atOffset(ZoneOffset.UTC));
            @Nullable Instant to = definition.to();
            upsert.setObject(9, to == null ? null : to.atOffset(ZoneOffset.UTC));
            upsert.setString(10, definition.source());
            upsert.setString(11, Definitions.configHash(definition));
            upsert.setString(12, new String(codec.write(definition), StandardCharsets.UTF_8));
            upsert.setLong(13, definition.interval().toSeconds());
            upsert.setObject(14, now.atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        }
        if (started.status() == Status.RUNNING || started.status() == Status.STOPPED) {
            goesOn(connection, definition.strategy());
        }
        if (started.status() == Status.NEEDS_ATTENTION) {
            needsAttention(connection, started);
        }
    }

    /** Shown where a halt is: what was refused, and what is open. */
    private static void needsAttention(Connection connection, StartedStrategy started) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update strategy.strategies set halt_code = ?, halt_reason = ?, halt_service = 'strategy-service'"
                        + " where strategy = ?")) {
            update.setString(1, StartedStrategy.ATTENTION);
            update.setString(2, started.attention());
            update.setString(3, started.definition().strategy());
            update.executeUpdate();
        }
    }

    /** Other words, of what the loop does while a service outside it is halted, do not end the halt. */
    private static void goesOn(Connection connection, String strategy) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update strategy.strategies set halt_code = null,"
                        + " halt_reason = null, halt_service = null, halt_number = null, halted_at = null where strategy = ?")) {
            update.setString(1, strategy);
            update.executeUpdate();
        }
    }

    /** The first reason stands until the strategy goes on. */
    private static void halted(Connection connection, String strategy, StrategyHalt halt, long number, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update strategy.strategies set status = 'HALTED',"
                + " halt_code = ?, halt_reason = ?, halt_service = ?, halt_number = ?, halted_at = ?"
                + " where strategy = ? and halt_code is null")) {
            update.setString(1, halt.code());
            update.setString(2, halt.reason());
            update.setString(3, halt.service());
            update.setLong(4, number);
            update.setObject(5, now.atOffset(ZoneOffset.UTC));
            update.setString(6, strategy);
            update.executeUpdate();
        }
    }

    private static void requested(Connection connection, String strategy, Flow flow) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into strategy.flows (strategy, flow, type, amount, applies_at, state, urgent)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setString(1, strategy);
            insert.setString(2, flow.id());
            insert.setString(3, Strategies.type(flow.type()));
            insert.setBigDecimal(4, flow.amount());
            insert.setObject(5, flow.at().atOffset(ZoneOffset.UTC));
            insert.setString(6, Strategies.REQUESTED);
            insert.setBoolean(7, flow.urgent());
            insert.executeUpdate();
        }
    }

    private static void decided(Connection connection, String strategy, TargetPositions decision) throws SQLException {
        if (decision.flow() == null) {
            return;
        }
        @Nullable
        String state = switch (decision.reason()) {
            case FLOW_BOOKED, WITHDRAWAL_PAID -> "SETTLED";
            case WITHDRAWAL_REJECTED -> "REJECTED";
            case ORDER_REFUSED, NEEDS_ATTENTION -> Strategies.REQUESTED;
            default -> null;
        };
        if (state == null) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update strategy.flows set state = ?, settled_at = ? where strategy = ? and flow = ?")) {
            update.setString(1, state);
            boolean open = state.equals(Strategies.REQUESTED);
            update.setObject(2, open ? null : decision.at().atOffset(ZoneOffset.UTC));
            update.setString(3, strategy);
            update.setString(4, decision.flow());
            update.executeUpdate();
        }
    }

    private static void reached(Connection connection, Map<String, RiskAssessment> latest) throws SQLException {
        if (latest.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update strategy.strategies set reached_at = ?, equity = ? where strategy = ?")) {
            for (Map.Entry<String, RiskAssessment> entry : latest.entrySet()) {
                update.setObject(1, entry.getValue().at().atOffset(ZoneOffset.UTC));
                update.setDouble(2, entry.getValue().exposure().equity());
                update.setString(3, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void progressed(Connection connection, Set<String> done, Instant now) throws SQLException {
        if (done.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update strategy.strategies set progressed_at = ? where strategy = any(?)")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setArray(2, connection.createArrayOf("text", done.toArray()));
            update.executeUpdate();
        }
    }
}
