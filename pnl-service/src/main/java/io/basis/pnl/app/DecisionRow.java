package io.basis.pnl.app;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What strategy-service decided in answer to one assessment, and why. */
@Entity
@Table(name = "decisions")
@IdClass(DecisionRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class DecisionRow extends PanacheEntityBase {

    /** One row per decision, by its sequence on the topic. */
    public record Key(String strategy, long sequence) implements Serializable {}

    @Id
    public String strategy;

    @Id
    public long sequence;

    public Instant at;

    public int round;

    public String action;

    /** Name of the {@code Reason}; its text is made when somebody reads it. */
    public String reason;

    @Column(name = "reason_value")
    public @Nullable Double value;

    @Column(name = "reason_limit")
    public @Nullable Double limit;

    public @Nullable Double deviation;

    @Column(name = "order_group")
    public long orderGroup;

    public @Nullable String flow;

    @Column(name = "instant_done")
    public boolean instantDone;

    @JdbcTypeCode(SqlTypes.JSON)
    public String targets;
}
