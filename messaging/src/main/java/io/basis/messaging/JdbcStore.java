package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.message.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The store in a schema of PostgreSQL that belongs to one service.
 *
 * <p>Plain JDBC with arrays: two statements per batch, however many strategies it touches.
 */
public final class JdbcStore implements Store {

    /** Classes of SQL states: connection, transaction state, rollback, resources, lock not had, stopped, system. */
    private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

    private final DataSource database;
    private final String schema;
    private final Codec codec;
    private final List<ReadModel> readModels;

    /**
     * Makes a store.
     *
     * @param schema schema of the service, with the tables of {@code db/shell}
     * @param readModels written in the same transaction, in this order
     */
    public JdbcStore(DataSource database, String schema, Codec codec, List<ReadModel> readModels) {
        if (!schema.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not the name of a schema: '" + schema + "'");
        }
        this.database = database;
        this.schema = schema;
        this.codec = codec;
        this.readModels = List.copyOf(readModels);
    }

    /**
     * Refuses to go on without the tables, which a step of its own makes.
     *
     * @throws IllegalStateException with the one line that an operator needs
     */
    public void requireTables() {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select to_regclass(?) is not null")) {
            query.setString(1, schema + ".state");
            try (ResultSet found = query.executeQuery()) {
                if (!found.next() || !found.getBoolean(1)) {
                    throw new IllegalStateException("the database has no table " + schema
                            + ".state: run this service once with basis.migrate-only=true");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * Refuses to go on with topics of another size than the strategies were stored under: they would not be found.
     *
     * @throws IllegalStateException with the one line that an operator needs
     */
    public void requirePartitions(int partitions) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select strategy, partition from " + schema + ".state");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String strategy = row.getString(1);
                if (Partitioning.of(strategy, partitions) != row.getInt(2)) {
                    throw new IllegalStateException("strategy " + strategy + " is stored under partition "
                            + row.getInt(2) + ", which is not its own of " + partitions
                            + ": the topics must keep the number of partitions they were made with");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public Acquired acquire(int partition) throws StoreFailure {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Acquired acquired = acquire(connection, partition);
                connection.commit();
                return acquired;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw failure("partition " + partition + " not acquired", e);
        }
    }

    private Acquired acquire(Connection connection, int partition) throws SQLException {
        // Waits while an earlier owner commits, so that what is read below includes what it stored.
        String raise = "insert into " + schema + ".partition as p (id, epoch, positions) values (?, 1, '{}')"
                + " on conflict (id) do update set epoch = p.epoch + 1 returning epoch, positions, outbox";
        long epoch;
        Map<Topic, Long> positions;
        List<Outbound> outbox;
        try (PreparedStatement statement = connection.prepareStatement(raise)) {
            statement.setInt(1, partition);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                epoch = row.getLong(1);
                positions = positions(row.getBytes(2));
                outbox = OutboxBytes.read(row.getBytes(3));
            }
        }
        Map<String, byte[]> rows = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select strategy, body from " + schema + ".state where partition = ?")) {
            statement.setInt(1, partition);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getString(1), row.getBytes(2));
                }
            }
        }
        return new Acquired(epoch, positions, outbox, rows);
    }

    @SuppressWarnings("unchecked") // read with these type arguments
    private Map<Topic, Long> positions(byte[] json) {
        try {
            return codec.read(EnumMap.class, json, Topic.class, Long.class);
        } catch (Unreadable e) {
            throw new IllegalStateException("positions in " + schema + ".partition are not readable", e);
        }
    }

    @Override
    public void commit(Changes changes) throws StoreFailure {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                updatePartitions(connection, changes.partitions());
                upsertStates(connection, changes.rows());
                for (ReadModel readModel : readModels) {
                    readModel.write(connection, changes.messages());
                }
                connection.commit();
            } catch (SQLException | Fenced e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw failure("it is not known whether the batch was stored", e);
        }
    }

    /** Trying again helps where the connection or a lock failed; where the statement is wrong it never will. */
    private StoreFailure failure(String what, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        // No state comes from the pool. 25: timed out within the transaction. 42 would be a table or column missing.
        boolean passing = e.getSQLState() == null || PASSING.contains(state.substring(0, Math.min(2, state.length())));
        if (!passing) {
            throw new IllegalStateException(what + " in schema " + schema + ": " + e.getMessage(), e);
        }
        return new StoreFailure(what + ": " + e.getMessage(), e);
    }

    private void updatePartitions(Connection connection, List<PartitionChange> changes) throws SQLException, Fenced {
        Integer[] ids = new Integer[changes.size()];
        Long[] epochs = new Long[changes.size()];
        String[] positions = new String[changes.size()];
        byte @Nullable [][] outboxes = new byte[changes.size()][];
        for (int i = 0; i < changes.size(); i++) {
            PartitionChange change = changes.get(i);
            ids[i] = change.partition();
            epochs[i] = change.epoch();
            positions[i] = new String(codec.write(change.positions()), UTF_8);
            outboxes[i] = OutboxBytes.write(change.outbox());
        }
        String update = "update " + schema + ".partition p set positions = v.positions, outbox = v.outbox"
                + " from unnest(?, ?, ?, ?) v(id, epoch, positions, outbox) where p.id = v.id and p.epoch = v.epoch";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setArray(1, connection.createArrayOf("int4", ids));
            statement.setArray(2, connection.createArrayOf("int8", epochs));
            statement.setArray(3, connection.createArrayOf("text", positions));
            statement.setArray(4, connection.createArrayOf("bytea", outboxes));
            if (statement.executeUpdate() != changes.size()) {
                throw new Fenced("a partition of " + schema + " has a new owner");
            }
        }
    }

    private void upsertStates(Connection connection, List<RowChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        String[] strategies = new String[changes.size()];
        Integer[] partitions = new Integer[changes.size()];
        byte[][] bodies = new byte[changes.size()][];
        for (int i = 0; i < changes.size(); i++) {
            strategies[i] = changes.get(i).strategy();
            partitions[i] = changes.get(i).partition();
            bodies[i] = changes.get(i).body();
        }
        String upsert = "insert into " + schema + ".state as s (strategy, partition, version, body)"
                + " select v.strategy, v.partition, 1, v.body from unnest(?, ?, ?) v(strategy, partition, body)"
                + " on conflict (strategy) do update set body = excluded.body, version = s.version + 1";
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            statement.setArray(1, connection.createArrayOf("text", strategies));
            statement.setArray(2, connection.createArrayOf("int4", partitions));
            statement.setArray(3, connection.createArrayOf("bytea", bodies));
            statement.executeUpdate();
        }
    }
}
