package io.basis.strategy.app;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All strategies at a glance, for metrics and health; looked up at most every two seconds. */
@ApplicationScoped
public class Overview {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final AgroalDataSource database;
    private final Progress progress;
    private final Clock clock = Clock.systemUTC();

    private @Nullable Seen seen;

    Overview(AgroalDataSource database, Progress progress) {
        this.database = database;
        this.progress = progress;
    }

    /**
     * What there is.
     *
     * @param byStatus number of strategies
     * @param halted each as {@code name code in service}
     * @param stuck names
     * @param oldest time since the last instant of the strategy that has waited longest, of those that take part
     */
    record Seen(Instant at, Map<String, Long> byStatus, List<String> halted, List<String> stuck, Duration oldest) {}

    synchronized Seen look() {
        Instant now = clock.instant();
        Seen last = seen;
        if (last == null || last.at().plus(FRESH).isBefore(now)) {
            last = read(now);
            seen = last;
        }
        return last;
    }

    private Seen read(Instant now) {
        Map<String, Long> byStatus = new TreeMap<>();
        List<String> halted = new ArrayList<>();
        List<String> stuck = new ArrayList<>();
        Duration oldest = Duration.ZERO;
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select strategy, status, halt_code, halt_service,"
                                + " progressed_at, interval_seconds from strategy.strategies order by strategy");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String status = row.getString(2);
                byStatus.merge(status, 1L, Long::sum);
                if (row.getString(3) != null) {
                    halted.add(row.getString(1) + " " + row.getString(3) + " in " + row.getString(4));
                }
                @Nullable OffsetDateTime at = row.getObject(5, OffsetDateTime.class);
                @Nullable Instant progressedAt = at == null ? null : at.toInstant();
                if (progress.isStuck(status, progressedAt, row.getObject(6, Long.class), now)) {
                    stuck.add(row.getString(1));
                }
                if (progressedAt != null && progress.isExpected(status)) {
                    Duration age = Duration.between(progressedAt, now);
                    oldest = age.compareTo(oldest) > 0 ? age : oldest;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
        }
        return new Seen(now, byStatus, halted, stuck, oldest);
    }
}
