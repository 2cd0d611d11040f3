package io.basis.strategy.app;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deposit or withdrawal, and what became of it. */
@Entity
@Table(name = "flows")
@IdClass(FlowRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class FlowRow extends PanacheEntityBase {

    /** A flow's name is unique within its strategy. */
    public record Key(String strategy, String flow) implements Serializable {}

    @Id
    public String strategy;

    @Id
    public String flow;

    /** {@code deposit} or {@code withdrawal}. */
    public String type;

    public BigDecimal amount;

    @Column(name = "applies_at")
    public Instant appliesAt;

    /** True for a withdrawal that must not wait in a queue. */
    public boolean urgent;

    /** {@code REQUESTED}, {@code SETTLED} or {@code REJECTED}. */
    public String state;

    @Column(name = "settled_at")
    public @Nullable Instant settledAt;
}
