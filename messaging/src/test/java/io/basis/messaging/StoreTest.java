package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.message.Topic;
import io.basis.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store must do, the one of the simulation too, and what only PostgreSQL does. */
@Timeout(60)
class StoreTest {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start(@TempDir Path directory) {
        postgres = EmbeddedPostgres.start(directory, 0);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    static Stream<Store> stores() throws SQLException, IOException {
        return Stream.of(new MemoryStore(), jdbc(newSchema(), List.of()));
    }

    private static String newSchema() throws SQLException, IOException {
        String schema = "store_" + (char) ('a' + SCHEMAS.getAndIncrement());
        Servers.createTables(Servers.database(postgres), Set.of(schema));
        return schema;
    }

    private static JdbcStore jdbc(String schema, List<ReadModel> readModels) {
        return new JdbcStore(Servers.database(postgres), schema, new Codec(), readModels);
    }

    private static Outbound record(String key, long sequence) {
        return new Outbound(
                Topic.FILLS,
                3,
                key,
                Map.of("seq", new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) sequence}, "writer", "w".getBytes(UTF_8)),
                "{\"n\":1}".getBytes(UTF_8));
    }

    private static Store.Changes changes(long epoch, Map<Topic, Long> positions, List<Outbound> outbox, String state) {
        return new Store.Changes(
                List.of(new Store.PartitionChange(3, epoch, positions, outbox)),
                List.of(new Store.RowChange("s", 3, state.getBytes(UTF_8))),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void givesTheNextOwnerWhatTheLastOneStored(Store store) throws StoreFailure {
        Store.Acquired first = store.acquire(3);
        List<Outbound> outbox = List.of(record("s", 1), record(null, 2));

        store.commit(changes(first.epoch(), Map.of(Topic.FILLS, 7L, Topic.COMMANDS, 2L), outbox, "one"));
        store.commit(changes(first.epoch(), Map.of(Topic.FILLS, 9L, Topic.COMMANDS, 2L), outbox, "two"));

        Store.Acquired second = store.acquire(3);
        assertThat(first.rows()).isEmpty();
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(second.positions()).containsOnly(Map.entry(Topic.FILLS, 9L), Map.entry(Topic.COMMANDS, 2L));
        assertThat(second.outbox()).usingRecursiveComparison().isEqualTo(outbox);
        assertThat(second.rows().get("s")).asString().isEqualTo("two");
        assertThat(store.acquire(4).rows()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void fencesWhoeverOwnedThePartitionBefore(Store store) throws StoreFailure {
        long zombie = store.acquire(3).epoch();
        long owner = store.acquire(3).epoch();

        assertThatThrownBy(() -> store.commit(changes(zombie, Map.of(Topic.FILLS, 1L), List.of(), "wrong")))
                .isInstanceOf(Fenced.class);

        store.commit(changes(owner, Map.of(), List.of(), "right"));
        assertThat(store.acquire(3).rows().get("s")).asString().isEqualTo("right");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void storesAllPartitionsOrNone(Store store) throws StoreFailure {
        long three = store.acquire(3).epoch();
        long four = store.acquire(4).epoch();
        store.acquire(4);

        assertThatThrownBy(() -> store.commit(new Store.Changes(
                        List.of(
                                new Store.PartitionChange(3, three, Map.of(Topic.FILLS, 1L), List.of()),
                                new Store.PartitionChange(4, four, Map.of(Topic.FILLS, 1L), List.of())),
                        List.of(),
                        List.of())))
                .isInstanceOf(Fenced.class);

        assertThat(store.acquire(3).positions()).isEmpty();
    }

    @Test
    void writesReadModelsInTheSameTransaction() throws Exception {
        String schema = newSchema();
        execute("create table " + schema + ".seen (strategy text)");
        ReadModel readModel = (connection, messages) -> {
            try (Statement statement = connection.createStatement()) {
                for (KeyedMessage message : messages) {
                    statement.execute("insert into " + schema + ".seen values ('" + message.strategy() + "')");
                }
            }
        };
        JdbcStore store = jdbc(schema, List.of(readModel));
        long epoch = store.acquire(3).epoch();
        List<KeyedMessage> messages = List.of(new KeyedMessage("s", Topic.HALTS, 1, Samples.halt()));
        List<Store.PartitionChange> right = List.of(new Store.PartitionChange(3, epoch, Map.of(), List.of()));
        List<Store.PartitionChange> wrong = List.of(new Store.PartitionChange(3, epoch - 1, Map.of(), List.of()));

        store.commit(new Store.Changes(right, List.of(), messages));
        assertThatThrownBy(() -> store.commit(new Store.Changes(wrong, List.of(), messages)))
                .isInstanceOf(Fenced.class);

        assertThat(count(schema + ".seen")).isEqualTo(1);
    }

    @Test
    void tellsAWrongStatementFromAFailingConnection() throws Exception {
        String schema = newSchema();
        JdbcStore wrong = jdbc(schema, List.of((connection, messages) -> execute("select * from nowhere")));
        JdbcStore failing = jdbc(schema, List.of((connection, messages) -> connection.close()));
        long epoch = wrong.acquire(3).epoch();

        assertThatThrownBy(() -> wrong.commit(changes(epoch, Map.of(), List.of(), "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> failing.commit(changes(epoch, Map.of(), List.of(), "x")))
                .isInstanceOf(StoreFailure.class);

        assertThat(wrong.acquire(3).rows()).isEmpty();
    }

    @Test
    void refusesToBeginWithoutTables() throws Exception {
        jdbc(newSchema(), List.of()).requireTables();

        assertThatThrownBy(() -> jdbc("nowhere", List.of()).requireTables())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the database has no table nowhere.state: run this service once with"
                        + " basis.migrate-only=true");
    }

    @Test
    void refusesTopicsOfAnotherSizeThanItsStrategiesWereStoredUnder() throws Exception {
        JdbcStore store = jdbc(newSchema(), List.of());
        long epoch = store.acquire(3).epoch();
        store.commit(changes(epoch, Map.of(), List.of(), "x"));
        int right = 1;
        while (Partitioning.of("s", right) != 3) {
            right++;
        }

        store.requirePartitions(right);
        assertThatThrownBy(() -> store.requirePartitions(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("strategy s is stored under partition 3, which is not its own of 3");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = Servers.database(postgres).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = Servers.database(postgres).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from " + table)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows.size();
    }
}
