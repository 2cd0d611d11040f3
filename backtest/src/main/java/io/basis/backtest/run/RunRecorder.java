package io.basis.backtest.run;

import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
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
import io.basis.domain.message.Tick;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueReport;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Columns of the profit and loss; the sources follow. */
    private static final int EQUITY = 0;

    private static final int MARKET_EQUITY = 1;
    private static final int NET_DEPOSITS = 2;
    private static final int SHARE_INDEX = 3;
    private static final int USDT_INDEX = 4;
    private static final int RESIDUAL = 5;
    private static final int FIRST_SOURCE = 6;

    /** Columns of the exposure; the assets follow, then the margin accounts, the loan, the risks and the market. */
    private static final int EQUITY_USDT = 0;

    private static final int SHARE_PRICE = 1;
    private static final int DRIFT = 2;
    private static final int FIRST_ASSET = 3;

    private final StrategyDefinition definition;
    private final int capacity;
    private final List<Instant> at;
    private final Rows pnl;
    private final List<AssetColumns> assets = new ArrayList<>();
    private final List<MarginColumns> margins = new ArrayList<>();
    private @Nullable LoanColumns loan;
    private final Map<RiskType, Column> readings = new EnumMap<>(RiskType.class);
    private final Map<SeriesKey, Column> market = new LinkedHashMap<>();
    private final List<RiskLevel> status;
    private final List<@Nullable RiskType> acting;
    private final List<Permission> allowed;
    private final Decisions decisions;
    private final List<RiskAssessment> booked = new ArrayList<>();
    private final List<OrderGroup> groups = new ArrayList<>();

    /** Made by the first assessment, which knows the assets and the accounts. */
    private @Nullable Rows exposures;

    /** Column of each risk, counted from the first one of them; -1 where it is not watched. */
    private final int[] readingColumn = new int[RiskType.values().length];

    /** Slot of each series of the definition in the layout last seen, -1 where that has none. */
    private final int[] seriesSlot;

    private @Nullable SeriesLayout boundTo;

    /** Last row of each topic, -1 before its first message. */
    private int assessedRow = -1;

    private int reportedRow = -1;
    private int decidedRow = -1;

    public RunRecorder(StrategyDefinition definition) {
        this.definition = definition;
        capacity = capacity(definition);
        at = new ArrayList<>(capacity);
        pnl = new Rows(FIRST_SOURCE + SOURCES.length, capacity);
        status = new ArrayList<>(capacity);
        acting = new ArrayList<>(capacity);
        allowed = new ArrayList<>(capacity);
        seriesSlot = new int[definition.series().size()];
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
            case OrderGroup group -> {
                // The other parts say the same.
                if (group.part() == 1) {
                    groups.add(group);
                }
            }
            case StrategyCommand other -> {}
            case StartedStrategy started -> AttentionNeeded.refuse(started);
            case MarketSnapshot other -> {}
            case VenueReport other -> {}
            case StrategyHalt other -> {}
            case Release other -> {}
            case Tick other -> {}
            case VenueAnswer other -> {}
        }
    }

    private void assessed(RiskAssessment assessment) {
        int row = row(assessment.at(), assessedRow);
        requireNext(row, assessedRow, "assessment");
        assessedRow = row;
        Exposure exposure = assessment.exposure();
        Rows rows = exposures == null ? layOut(exposure) : exposures;
        int start = rows.start(row);
        rows.set(start + EQUITY_USDT, exposure.equityUsdt());
        rows.set(start + SHARE_PRICE, exposure.sharePrice());
        rows.set(start + DRIFT, exposure.drift());
        int place = start + FIRST_ASSET;
        List<AssetExposure> exposed = exposure.assets();
        for (int i = 0; i < exposed.size(); i++) {
            AssetExposure asset = exposed.get(i);
            requireSame(assets.get(i).asset(), asset.asset());
            rows.set(place, asset.delta());
            rows.set(place + 1, asset.price());
            place += AssetColumns.WIDTH;
        }
        List<VenueMargin> accounts = exposure.margins();
        for (int i = 0; i < accounts.size(); i++) {
            requireSame(margins.get(i).venue(), accounts.get(i).venue());
            MarginColumns.set(rows, place, accounts.get(i));
            place += MarginColumns.WIDTH;
        }
        Loan account = exposure.loan();
        if ((account == null) != (loan == null)) {
            throw new IllegalStateException("a loan account came or went at " + assessment.at());
        }
        if (account != null) {
            LoanColumns.set(rows, place, account);
            place += LoanColumns.WIDTH;
        }
        read(assessment.readings(), rows, place);
        observe(assessment.market(), rows, place + readings.size());
        RiskReading restricting = assessment.acting();
        put(status, row, assessment.status());
        put(acting, row, restricting == null ? null : restricting.type());
        put(allowed, row, assessment.allowed());
        if (!assessment.events().isEmpty()) {
            booked.add(assessment);
        }
    }

    /** Of several readings of a risk, one per venue, the worst. */
    private void read(List<RiskReading> all, Rows rows, int first) {
        for (int i = 0; i < readings.size(); i++) {
            rows.set(first + i, Double.NaN);
        }
        for (int i = 0; i < all.size(); i++) {
            RiskReading reading = all.get(i);
            int column = readingColumn[reading.type().ordinal()];
            if (column >= 0) {
                double worst = rows.get(first + column);
                if (Double.isNaN(worst) || reading.type().worse(reading.value(), worst)) {
                    rows.set(first + column, reading.value());
                }
            }
        }
    }

    private void observe(MarketSnapshot snapshot, Rows rows, int first) {
        if (snapshot.layout() != boundTo) {
            for (int i = 0; i < seriesSlot.length; i++) {
                seriesSlot[i] = snapshot.layout().slot(definition.series().get(i));
            }
            boundTo = snapshot.layout();
        }
        for (int i = 0; i < seriesSlot.length; i++) {
            rows.set(first + i, seriesSlot[i] < 0 ? Double.NaN : snapshot.value(seriesSlot[i]));
        }
    }

    private static <T> void put(List<T> column, int row, @Nullable T value) {
        if (row < column.size()) {
            column.set(row, value);
        } else {
            column.add(value);
        }
    }

    private Rows layOut(Exposure exposure) {
        int firstMargin = FIRST_ASSET + AssetColumns.WIDTH * exposure.assets().size();
        int firstLoan = firstMargin + MarginColumns.WIDTH * exposure.margins().size();
        int firstReading = firstLoan + (exposure.loan() == null ? 0 : LoanColumns.WIDTH);
        Set<RiskType> watched = definition.parameters().limits().enabled();
        int firstSeries = firstReading + watched.size();
        Rows rows = new Rows(firstSeries + definition.series().size(), capacity);
        for (int i = 0; i < exposure.assets().size(); i++) {
            assets.add(AssetColumns.of(exposure.assets().get(i).asset(), rows, FIRST_ASSET + AssetColumns.WIDTH * i));
        }
        for (int i = 0; i < exposure.margins().size(); i++) {
            margins.add(
                    MarginColumns.of(exposure.margins().get(i).venue(), rows, firstMargin + MarginColumns.WIDTH * i));
        }
        if (exposure.loan() != null) {
            loan = LoanColumns.of(rows, firstLoan);
        }
        Arrays.fill(readingColumn, -1);
        for (RiskType type : watched) {
            readingColumn[type.ordinal()] = readings.size();
            readings.put(type, rows.column(firstReading + readings.size()));
        }
        for (SeriesKey key : definition.series()) {
            market.put(key, rows.column(firstSeries + market.size()));
        }
        exposures = rows;
        return rows;
    }

    private static void requireSame(Enum<?> before, Enum<?> now) {
        if (before != now) {
            throw new IllegalStateException(now + " stands where " + before + " stood before");
        }
    }

    private void reported(PnlReport report) {
        int row = row(report.at(), reportedRow);
        requireNext(row, reportedRow, "profit and loss");
        reportedRow = row;
        int start = pnl.start(row);
        pnl.set(start + EQUITY, report.equity());
        pnl.set(start + MARKET_EQUITY, report.marketEquity());
        pnl.set(start + NET_DEPOSITS, report.netDeposits());
        pnl.set(start + SHARE_INDEX, report.shareIndex());
        pnl.set(start + USDT_INDEX, report.usdtIndex());
        pnl.set(start + RESIDUAL, report.residual());
        Attribution attribution = report.attribution();
        for (int source = 0; source < SOURCES.length; source++) {
            pnl.set(start + FIRST_SOURCE + source, attribution.amount(SOURCES[source]));
        }
    }

    private void decided(TargetPositions decision) {
        decidedRow = row(decision.at(), decidedRow);
        decisions.add(decidedRow, decision);
    }

    /** The row of an instant, searched from the topic's own last row; a new one when no topic has come that far. */
    private int row(Instant instant, int last) {
        for (int row = Math.max(last, 0); row < at.size(); row++) {
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

    /** Every instant has an assessment and a profit and loss; one without would leave a hole in the results. */
    private void requireNext(int row, int last, String what) {
        if (row > last + 1) {
            throw new IllegalStateException("no " + what + " of " + at.get(last + 1));
        }
    }

    /**
     * What was recorded.
     *
     * @param loop time that the loop took, without loading and writing
     * @throws IllegalStateException naming the instant that lacks its assessment or its profit and loss
     */
    public RunRecord finish(Duration loop) {
        Rows exposed = exposures;
        if (exposed == null) {
            throw new IllegalStateException("run of " + definition.strategy() + " has no instants");
        }
        requireNext(at.size(), assessedRow, "assessment");
        requireNext(at.size(), reportedRow, "profit and loss");
        Map<Source, Column> attribution = new EnumMap<>(Source.class);
        for (int source = 0; source < SOURCES.length; source++) {
            attribution.put(SOURCES[source], pnl.column(FIRST_SOURCE + source));
        }
        return new RunRecord(
                definition,
                Collections.unmodifiableList(at),
                pnl.column(EQUITY),
                pnl.column(MARKET_EQUITY),
                exposed.column(EQUITY_USDT),
                exposed.column(SHARE_PRICE),
                pnl.column(NET_DEPOSITS),
                pnl.column(SHARE_INDEX),
                pnl.column(USDT_INDEX),
                Collections.unmodifiableMap(attribution),
                pnl.column(RESIDUAL),
                new RiskColumns(
                        exposed.column(DRIFT),
                        Collections.unmodifiableList(status),
                        Collections.unmodifiableList(acting),
                        Collections.unmodifiableList(allowed),
                        Collections.unmodifiableMap(readings)),
                Collections.unmodifiableList(assets),
                Collections.unmodifiableList(margins),
                loan,
                Collections.unmodifiableMap(market),
                decisions,
                Collections.unmodifiableList(booked),
                Collections.unmodifiableList(groups),
                loop);
    }
}
