package io.basis.strategy.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.messaging.Codec;
import io.basis.messaging.KeyedMessage;
import io.basis.strategy.audit.AuditChain;
import io.basis.strategy.audit.Entry;
import io.basis.strategy.audit.Head;
import io.basis.strategy.audit.Kind;
import io.basis.strategy.audit.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The audit in the database: written beside the state of the batch that it tells of, and looked through by who doubts it.
 *
 * <p>Each chain goes on from the head that is stored, never from memory: whoever owns the strategy reads where it stands
 * in the transaction that adds to it.
 */
public final class AuditTable {

    private static final int FETCH = 1000;

    private static final String COLUMNS = "strategy, sequence, at, kind, topic, message, body, previous, hash";

    private final Codec codec;

    public AuditTable(Codec codec) {
        this.codec = codec;
    }

    /** Adds what these messages say, in their order, in the transaction of the connection. */
    void write(Connection connection, List<KeyedMessage> messages, Instant at) throws SQLException {
        Map<String, List<KeyedMessage>> kept = new TreeMap<>();
        for (KeyedMessage keyed : messages) {
            if (Kind.of(keyed.message()).isPresent()) {
                kept.computeIfAbsent(keyed.strategy(), strategy -> new ArrayList<>())
                        .add(keyed);
            }
        }
        if (kept.isEmpty()) {
            return;
        }
        Map<String, Head> heads = heads(connection, kept.keySet().toArray(new String[0]));
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, List<KeyedMessage>> of : kept.entrySet()) {
            Head head = heads.getOrDefault(of.getKey(), Head.none(of.getKey()));
            for (KeyedMessage keyed : of.getValue()) {
                Kind kind = Kind.of(keyed.message()).orElseThrow();
                String body = new String(codec.write(keyed.topic(), keyed.message()), UTF_8);
                if (kind == Kind.HALT && isKnown(connection, keyed, body)) {
                    continue;
                }
                Entry entry = AuditChain.next(head, at, kind, keyed.topic().toString(), keyed.sequence(), body);
                entries.add(entry);
                head = AuditChain.head(entry);
            }
            heads.put(of.getKey(), head);
        }
        insert(connection, entries);
        store(connection, heads.values());
    }

    private static Map<String, Head> heads(Connection connection, String[] strategies) throws SQLException {
        Map<String, Head> heads = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select strategy, count, hash from strategy.audit_head where strategy = any(?) order by 1 for update")) {
            query.setArray(1, connection.createArrayOf("text", strategies));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    heads.put(row.getString(1), new Head(row.getString(1), row.getLong(2), row.getString(3)));
                }
            }
        }
        return heads;
    }

    private static boolean isKnown(Connection connection, KeyedMessage halt, String body) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select exists (select from strategy.audit"
                + " where strategy = ? and message = ? and kind = 'HALT' and body = ?)")) {
            query.setString(1, halt.strategy());
            query.setLong(2, halt.sequence());
            query.setString(3, body);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void insert(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into strategy.audit (" + COLUMNS + ") select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            column(insert, 1, "text", entries.stream().map(Entry::strategy).toArray());
            column(insert, 2, "int8", entries.stream().map(Entry::sequence).toArray());
            column(
                    insert,
                    3,
                    "timestamptz",
                    entries.stream().map(entry -> entry.at().toString()).toArray());
            column(insert, 4, "text", entries.stream().map(Entry::kind).toArray());
            column(insert, 5, "text", entries.stream().map(Entry::topic).toArray());
            column(insert, 6, "int8", entries.stream().map(Entry::message).toArray());
            column(insert, 7, "text", entries.stream().map(Entry::body).toArray());
            column(insert, 8, "text", entries.stream().map(Entry::previous).toArray());
            column(insert, 9, "text", entries.stream().map(Entry::hash).toArray());
            insert.executeUpdate();
        }
    }

    private static void column(PreparedStatement statement, int place, String type, Object[] values)
            throws SQLException {
        statement.setArray(place, statement.getConnection().createArrayOf(type, values));
    }

    private static void store(Connection connection, Iterable<Head> heads) throws SQLException {
        List<Head> all = new ArrayList<>();
        heads.forEach(all::add);
        try (PreparedStatement upsert = connection.prepareStatement("insert into strategy.audit_head as h"
                + " (strategy, count, hash) select * from unnest(?, ?, ?) on conflict (strategy)"
                + " do update set count = excluded.count, hash = excluded.hash where h.count < excluded.count")) {
            column(upsert, 1, "text", all.stream().map(Head::strategy).toArray());
            column(upsert, 2, "int8", all.stream().map(Head::count).toArray());
            column(upsert, 3, "text", all.stream().map(Head::hash).toArray());
            upsert.executeUpdate();
        }
    }

    /** True when the database has an audit at all. */
    public static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select to_regclass('strategy.audit_head') is not null");
                ResultSet row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Looks through the chains of all strategies, as they stand at one moment. */
    public static List<Verdict> verify(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        // One snapshot for all statements: a strategy that goes on meanwhile must not look like one that was altered.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Map<String, Head> heads = new TreeMap<>();
        TreeSet<String> strategies = new TreeSet<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select h.strategy, h.count, h.hash from strategy.audit_head h");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                heads.put(row.getString(1), new Head(row.getString(1), row.getLong(2), row.getString(3)));
            }
        }
        try (PreparedStatement query = connection.prepareStatement("select distinct strategy from strategy.audit");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                strategies.add(row.getString(1));
            }
        }
        strategies.addAll(heads.keySet());
        List<Verdict> verdicts = new ArrayList<>();
        for (String strategy : strategies) {
            verdicts.add(
                    verify(connection, Optional.ofNullable(heads.get(strategy)).orElse(Head.none(strategy))));
        }
        connection.rollback();
        return verdicts;
    }

    private static Verdict verify(Connection connection, Head head) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select " + COLUMNS + " from strategy.audit where strategy = ? order by sequence, hash")) {
            query.setFetchSize(FETCH);
            query.setString(1, head.strategy());
            try (ResultSet row = query.executeQuery()) {
                return AuditChain.verify(head, new Rows(row));
            } catch (Unread unread) {
                throw unread.cause;
            }
        }
    }

    /** A result, row by row: a chain may be longer than memory. */
    private static final class Rows implements Iterator<Entry> {
        private final ResultSet row;
        private @Nullable Entry next;

        Rows(ResultSet row) {
            this.row = row;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                try {
                    next = row.next() ? entry() : null;
                } catch (SQLException e) {
                    throw new Unread(e);
                }
            }
            return next != null;
        }

        @Override
        public Entry next() {
            Entry entry = hasNext() ? next : null;
            if (entry == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return entry;
        }

        private Entry entry() throws SQLException {
            return new Entry(
                    row.getString(1),
                    row.getLong(2),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6),
                    row.getString(7),
                    row.getString(8),
                    row.getString(9));
        }
    }

    /** Carries a failure of the database through an iterator. */
    private static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final SQLException cause;

        Unread(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
