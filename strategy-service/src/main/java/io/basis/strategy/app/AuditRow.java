package io.basis.strategy.app;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A record of the audit, to be read. */
@Entity
@Immutable
@Table(name = "audit")
@IdClass(AuditRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class AuditRow extends PanacheEntityBase {

    /** Records count from 1 for each strategy. */
    public record Key(String strategy, long sequence) implements Serializable {}

    @Id
    public String strategy;

    @Id
    public long sequence;

    public Instant at;

    public String kind;

    public String topic;

    public long message;

    @JdbcTypeCode(SqlTypes.LONGVARCHAR)
    public String body;

    public String previous;

    public String hash;
}
