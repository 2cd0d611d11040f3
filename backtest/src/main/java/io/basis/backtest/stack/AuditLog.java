package io.basis.backtest.stack;

import io.basis.strategy.audit.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit that strategy-service keeps in its database. */
public interface AuditLog {

    /**
     * Looks through the chains of all strategies.
     *
     * @param database where they are; null for the database of the stack on this machine, which need not be running
     * @throws Unavailable when there is nothing to look through
     */
    List<Verdict> verify(@Nullable Database database) throws Unavailable;

    /** How to reach a database. */
    record Database(String url, String user, String password) {}

    /** No audit was found; the message says where it was looked for and what would help. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }
}
