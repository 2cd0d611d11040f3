package io.basis.pnl.app;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A strategy of which there are figures. */
@Entity
@Table(name = "strategies")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class StrategyRow extends PanacheEntityBase {

    @Id
    public String strategy;

    public String mode;

    @Column(name = "share_class")
    public String shareClass;

    public String status;
}
