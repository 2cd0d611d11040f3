package io.basis.backtest.run;

import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.Release;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.VenueReport;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what a run leaves behind, fed with the messages of one strategy, whichever bus carries them.
 *
 * <p>Each topic must be in order; between topics nothing is assumed, because on Kafka the profit and loss of an instant
 * may arrive after the next instant has begun. Runs on the hot path: numbers go into columns, objects are kept only
 * where something happened, and nothing is formatted.
 */
public final class RunRecorder {

    private static final Source[] SOURCES = Source.values();
    private static final int CAPACITY_WITHOUT_END = 1024;

    private final StrategyDefinition definition;
    private final int capacity;
    private final List<Instant> at;
    private final Column equity;
    private final Column equityUsdt;
    private final Column sharePrice;
    private final Column netDeposits;
    private final Column shareIndex;
    private final Column usdtIndex;
    private final Column[] attribution = new Column[SOURCES.length];
    private final Column residual;
    private final Column drift;
    private final List<AssetColumns> assets = new ArrayList<>();
    private final List<MarginColumns> margins = new ArrayList<>();
    private final List<Permission> allowed;
    private final Decisions decisions;
    private final List<RiskAssessment> booked = new ArrayList<>();
    private final List<OrderGroup> groups = new ArrayList<>();

    private int assessedRow;
    private int reportedRow;
    private int decidedRow;

    public RunRecorder(StrategyDefinition definition) {
        this.definition = definition;
        capacity = capacity(definition);
        at = new ArrayList<>(capacity);
        equity = new Column(capacity);
        equityUsdt = new Column(capacity);
        sharePrice = new Column(capacity);
        netDeposits = new Column(capacity);
        shareIndex = new Column(capacity);
        usdtIndex = new Column(capacity);
        for (int source = 0; source < SOURCES.length; source++) {
            attribution[source] = new Column(capacity);
        }
        residual = new Column(capacity);
        drift = new Column(capacity);
        allowed = new ArrayList<>(capacity);
        decisions = new Decisions(capacity);
    }

    private static int capacity(StrategyDefinition definition) {
        if (definition.to() == null) {
            return CAPACITY_WITHOUT_END;
        }
        return (int) Duration.between(definition.from(), definition.to()).dividedBy(definition.interval()) + 2;
    }

    /** Takes in the next message of the strategy; those that leave nothing behind are let pass. */
    public void on(Message message) {
        switch (message) {
            case RiskAssessment assessment -> assessed(assessment);
            case PnlReport report -> reported(report);
            case TargetPositions decision -> decided(decision);
            case OrderGroup group -> groups.add(group);
            case StrategyCommand other -> {}
            case StartedStrategy other -> {}
            case MarketSnapshot other -> {}
            case VenueReport other -> {}
            case StrategyHalt other -> {}
            case Release other -> {}
        }
    }

    private void assessed(RiskAssessment assessment) {
        int row = row(assessment.at(), assessedRow);
        assessedRow = row;
        Exposure exposure = assessment.exposure();
        equityUsdt.set(row, exposure.equityUsdt());
        sharePrice.set(row, exposure.sharePrice());
        drift.set(row, exposure.drift());
        exposed(row, exposure.assets());
        margined(row, exposure.margins());
        if (row < allowed.size()) {
            allowed.set(row, assessment.allowed());
        } else {
            allowed.add(assessment.allowed());
        }
        if (!assessment.events().isEmpty()) {
            booked.add(assessment);
        }
    }

    private void exposed(int row, List<AssetExposure> exposures) {
        for (int i = 0; i < exposures.size(); i++) {
            AssetExposure exposure = exposures.get(i);
            if (i == assets.size()) {
                assets.add(new AssetColumns(exposure.asset(), capacity));
            }
            AssetColumns columns = assets.get(i);
            if (columns.asset() != exposure.asset()) {
                throw new IllegalStateException(
                        "exposure to " + exposure.asset() + " stands where " + columns.asset() + " stood before");
            }
            columns.delta().set(row, exposure.delta());
            columns.price().set(row, exposure.price());
        }
    }

    private void margined(int row, List<VenueMargin> accounts) {
        for (int i = 0; i < accounts.size(); i++) {
            VenueMargin account = accounts.get(i);
            if (i == margins.size()) {
                margins.add(new MarginColumns(account.venue(), capacity));
            }
            MarginColumns columns = margins.get(i);
            if (columns.venue() != account.venue()) {
                throw new IllegalStateException(
                        "margin at " + account.venue() + " stands where " + columns.venue() + " stood before");
            }
            columns.set(row, account);
        }
    }

    private void reported(PnlReport report) {
        int row = row(report.at(), reportedRow);
        reportedRow = row;
        equity.set(row, report.equity());
        netDeposits.set(row, report.netDeposits());
        shareIndex.set(row, report.shareIndex());
        usdtIndex.set(row, report.usdtIndex());
        residual.set(row, report.residual());
        for (int source = 0; source < SOURCES.length; source++) {
            attribution[source].set(row, report.attribution().amount(SOURCES[source]));
        }
    }

    private void decided(TargetPositions decision) {
        decidedRow = row(decision.at(), decidedRow);
        decisions.add(decidedRow, decision);
    }

    /** The row of an instant, searched from the topic's own last row; a new one when no topic has come that far. */
    private int row(Instant instant, int from) {
        for (int row = from; row < at.size(); row++) {
            if (at.get(row).equals(instant)) {
                return row;
            }
        }
        if (!at.isEmpty() && !instant.isAfter(at.getLast())) {
            throw new IllegalStateException("message of " + instant + " came out of order");
        }
        at.add(instant);
        return at.size() - 1;
    }

    /**
     * What was recorded.
     *
     * @param loop time that the loop took, without loading and writing
     * @throws IllegalStateException naming the instant that lacks its assessment or its profit and loss
     */
    public RunRecord finish(Duration loop) {
        if (at.isEmpty()) {
            throw new IllegalStateException("run of " + definition.strategy() + " has no instants");
        }
        for (int row = 0; row < at.size(); row++) {
            if (Double.isNaN(equityUsdt.at(row))) {
                throw new IllegalStateException("no assessment of " + at.get(row));
            }
            if (Double.isNaN(equity.at(row))) {
                throw new IllegalStateException("no profit and loss of " + at.get(row));
            }
        }
        Map<Source, Column> bySource = new EnumMap<>(Source.class);
        for (int source = 0; source < SOURCES.length; source++) {
            bySource.put(SOURCES[source], attribution[source]);
        }
        return new RunRecord(
                definition,
                Collections.unmodifiableList(at),
                equity,
                equityUsdt,
                sharePrice,
                netDeposits,
                shareIndex,
                usdtIndex,
                Collections.unmodifiableMap(bySource),
                residual,
                drift,
                Collections.unmodifiableList(assets),
                Collections.unmodifiableList(margins),
                Collections.unmodifiableList(allowed),
                decisions,
                Collections.unmodifiableList(booked),
                Collections.unmodifiableList(groups),
                loop);
    }
}
