package io.basis.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Tables that operators and dashboards read, kept in step with the loop. */
@FunctionalInterface
public interface ReadModel {

    /**
     * Writes what a batch says, in the transaction that stores its states: both are there, or neither.
     *
     * @param messages what was consumed and emitted, in order for each strategy
     */
    void write(Connection connection, List<KeyedMessage> messages) throws SQLException;
}
