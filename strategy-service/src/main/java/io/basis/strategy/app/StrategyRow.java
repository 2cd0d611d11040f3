package io.basis.strategy.app;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A strategy as its owner sees it: what was asked for, where it stands, and how far it has come. */
@Entity
@Table(name = "strategies")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class StrategyRow extends PanacheEntityBase {

    @Id
    public String strategy;

    public String mode;

    public String environment;

    @Column(name = "share_class")
    public String shareClass;

    public String asset;

    /** {@code CREATED} and {@code STARTING} before the loop has it, then the {@code Status} it has there. */
    public String status;

    public BigDecimal capital;

    @Column(name = "starts_at")
    public Instant startsAt;

    @Column(name = "ends_at")
    public @Nullable Instant endsAt;

    public @Nullable String source;

    @Column(name = "config_hash")
    public String configHash;

    /** The definition as the codec writes it. */
    @JdbcTypeCode(SqlTypes.LONGVARCHAR)
    public String definition;

    @Column(name = "created_at")
    public Instant createdAt;

    /** Instant of the latest assessment. */
    @Column(name = "reached_at")
    public @Nullable Instant reachedAt;

    /** Equity at that instant, in share-class currency. */
    public @Nullable Double equity;

    @Column(name = "halt_code")
    public @Nullable String haltCode;

    @Column(name = "halt_reason")
    public @Nullable String haltReason;

    @Column(name = "halt_service")
    public @Nullable String haltService;

    /** Sequence of the halt among those of the service that halted. */
    @Column(name = "halt_number")
    public @Nullable Long haltNumber;

    @Column(name = "halted_at")
    public @Nullable Instant haltedAt;

    /** When it completed an instant last, or was heard of, by the clock of this service. */
    @Column(name = "progressed_at")
    public @Nullable Instant progressedAt;

    /** Seconds between two instants; null before it was first started. */
    @Column(name = "interval_seconds")
    public @Nullable Long intervalSeconds;
}
