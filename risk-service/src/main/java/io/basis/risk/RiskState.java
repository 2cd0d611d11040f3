package io.basis.risk;

import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.VenueReport;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.risk.exposure.ExposureMonitor;
import io.basis.risk.reconciliation.ReconciliationMemory;
import io.basis.risk.rules.MarketWatch;
import io.basis.risk.rules.RiskMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What risk-service knows of one strategy. */
public final class RiskState {

    @Nullable
    StrategyDefinition definition;

    @Nullable
    Positions positions;

    /** The snapshot of the current instant. */
    @Nullable
    MarketSnapshot market;

    /** A report that arrived before the snapshot it answers. */
    @Nullable
    VenueReport early;

    /** The parts that arrived early after it; stored apart, as states were before there were parts. */
    List<VenueReport> laterParts = new ArrayList<>();

    /** The parts that are here of an answer of several routes. */
    List<VenueReport> parts = new ArrayList<>();

    /** True from a snapshot until its report: the barrier of a simulated strategy. */
    boolean awaitingReport;

    int round;
    long group;
    long snapshots;
    long reports;
    final RiskMemory memory = new RiskMemory();
    final ReconciliationMemory reconciliation = new ReconciliationMemory();

    /** Bound to the layouts, rebuilt when they change. */
    transient @Nullable ExposureMonitor monitor;

    transient @Nullable MarketWatch watch;
}
