package io.basis.local.chaos;

import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.StartException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the simulated venues outside the loop have written down, which none of our services reads. */
final class VenueTruth {

    private final String jdbcUrl;

    VenueTruth(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Client ids of the orders of a strategy, one for each time a venue took it. */
    List<String> executions(String strategy) {
        List<String> orders = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl, EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD);
                PreparedStatement query =
                        connection.prepareStatement("select client_id from venues.executions where strategy = ?")) {
            query.setString(1, strategy);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    orders.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new StartException("the database does not answer: " + e.getMessage(), e);
        }
        return orders;
    }
}
