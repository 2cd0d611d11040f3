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

/** A strategy at an instant: equity, attribution, positions and risk, all from one assessment. */
@Entity
@Table(name = "assessments")
@IdClass(AssessmentRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class AssessmentRow extends PanacheEntityBase {

    /** One row per strategy and instant. */
    public record Key(String strategy, Instant at) implements Serializable {}

    @Id
    public String strategy;

    @Id
    public Instant at;

    public int round;

    public double equity;

    @Column(name = "market_equity")
    public double marketEquity;

    @Column(name = "equity_usdt")
    public double equityUsdt;

    @Column(name = "net_deposits")
    public double netDeposits;

    @Column(name = "share_index")
    public double shareIndex;

    @Column(name = "usdt_index")
    public double usdtIndex;

    public double residual;

    @JdbcTypeCode(SqlTypes.JSON)
    public String attribution;

    @JdbcTypeCode(SqlTypes.JSON)
    public String positions;

    @JdbcTypeCode(SqlTypes.JSON)
    public String risk;
}
