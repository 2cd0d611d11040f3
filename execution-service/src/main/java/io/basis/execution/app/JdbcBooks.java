package io.basis.execution.app;

import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import io.basis.venues.simulated.BookStore;
import io.basis.venues.simulated.VenueBooks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** Books of simulated venues in PostgreSQL, shared by the services of all routes, in transactions of their own. */
final class JdbcBooks implements BookStore {

    private final DataSource database;
    private final Codec codec;

    JdbcBooks(DataSource database, Codec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** {@inheritDoc} A failure says nothing about whether the change was kept. */
    @Override
    public <T> T change(String strategy, Function<VenueBooks, T> change) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                VenueBooks books = read(connection, strategy);
                T result = change.apply(books);
                count(connection, strategy, books);
                write(connection, strategy, books);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new VenueDown("the venues of " + strategy + " did not answer: " + e.getMessage(), e);
        }
    }

    private VenueBooks read(Connection connection, String strategy) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into venues.books (strategy, body) values (?, ?) on conflict do nothing")) {
            insert.setString(1, strategy);
            insert.setBytes(2, codec.write(new VenueBooks()));
            insert.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement("select body from venues.books where strategy = ? for update")) {
            select.setString(1, strategy);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return codec.read(VenueBooks.class, row.getBytes(1));
            }
        } catch (Unreadable e) {
            throw new IllegalStateException("the books of " + strategy + " are not of this version", e);
        }
    }

    private static void count(Connection connection, String strategy, VenueBooks books) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into venues.executions (strategy, client_id) values (?, ?)")) {
            for (String order : books.executed()) {
                insert.setString(1, strategy);
                insert.setString(2, order);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        books.executed().clear();
    }

    private void write(Connection connection, String strategy, VenueBooks books) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update venues.books set body = ? where strategy = ?")) {
            update.setBytes(1, codec.write(books));
            update.setString(2, strategy);
            update.executeUpdate();
        }
    }
}
