package io.basis.risk;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.risk.exposure.ExposureMonitor;
import io.basis.risk.reconciliation.Reconciler;
import io.basis.risk.rules.MarketWatch;
import io.basis.risk.rules.RiskMonitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Position → exposure → risk: joins snapshots and venue reports into assessments.
 *
 * <p>An instant of a simulated strategy is assessed once its snapshot and the report that answers it are both there,
 * in whichever order they came; after that, every report on an order group is one more round of the same instant.
 */
public final class RiskCore implements Core<RiskState> {

    @Override
    public RiskState fresh(String strategy) {
        return new RiskState();
    }

    @Override
    public void on(RiskState state, Message message, Output out) {
        switch (message) {
            case StartedStrategy started -> start(state, started.definition());
            case MarketSnapshot market -> onSnapshot(state, market, out);
            case VenueReport report -> onReport(state, report, out);
            default -> throw new IllegalArgumentException("risk-service does not read " + message.getClass());
        }
    }

    private static void start(RiskState state, StrategyDefinition definition) {
        state.definition = definition;
        state.reconciliation.beginAgain();
        if (state.positions == null) {
            state.positions = Positions.none(new PositionLayout(definition.positions()));
        }
    }

    private static void onSnapshot(RiskState state, MarketSnapshot market, Output out) {
        state.market = market;
        state.snapshots++;
        state.round = 0;
        state.awaitingReport = true;
        watch(state, market).beginInstant(state.memory, market);
        List<VenueReport> early = List.copyOf(state.early);
        state.early.clear();
        early.forEach(report -> onReport(state, report, out));
    }

    private static void onReport(RiskState state, VenueReport report, Output out) {
        Instant now = state.market == null ? Instant.MIN : state.market.at();
        if (report.at().isAfter(now)) {
            state.early.add(report);
            return;
        }
        if (report.at().isBefore(now) || state.awaitingReport != (report.group() == 0)) {
            throw new Refusal(
                    "POS-001",
                    "report on group " + report.group() + " of " + report.at() + " does not belong at " + now);
        }
        if (report.parts() == 1) {
            onAnswer(state, report, out);
            return;
        }
        requireFits(report, state.parts);
        state.parts.add(report);
        if (state.parts.size() == report.parts()) {
            VenueReport whole = whole(state.parts);
            state.parts.clear();
            onAnswer(state, whole, out);
        }
    }

    /** What all routes said of a snapshot or a group, in the order of the routes, whichever was first to say it. */
    private static VenueReport whole(List<VenueReport> parts) {
        VenueReport first = parts.getFirst();
        return new VenueReport(
                first.at(),
                first.group(),
                parts.stream()
                        .sorted(Comparator.comparingInt(VenueReport::part))
                        .flatMap(part -> part.events().stream())
                        .toList());
    }

    /** Each part once, and all of one answer. */
    private static void requireFits(VenueReport report, List<VenueReport> others) {
        for (VenueReport other : others) {
            if (report.group() != other.group() || report.parts() != other.parts() || report.part() == other.part()) {
                throw new Refusal(
                        "POS-001",
                        "part " + report.part() + " of " + report.parts() + " on group " + report.group()
                                + " does not fit part " + other.part() + " of " + other.parts() + " on group "
                                + other.group() + " of " + other.at());
            }
        }
    }

    private static void onAnswer(RiskState state, VenueReport report, Output out) {
        state.awaitingReport = false;
        state.reports++;
        if (report.group() > 0) {
            state.group = report.group();
            state.round++;
        }
        MarketSnapshot market = Objects.requireNonNull(state.market);
        Reconciler.Booked booked = Reconciler.book(
                Objects.requireNonNull(state.positions),
                report.events(),
                monitor(state, market).valuation(),
                market,
                state.group == 0,
                state.reconciliation);
        state.positions = booked.positions();
        out.emit(Topic.RISK_ASSESSMENTS, assess(state, booked.events()));
    }

    private static RiskAssessment assess(RiskState state, List<AccountEvent> events) {
        MarketSnapshot market = Objects.requireNonNull(state.market);
        Positions positions = Objects.requireNonNull(state.positions);
        StrategyDefinition definition = Objects.requireNonNull(state.definition);
        ExposureMonitor monitor = monitor(state, market);
        Exposure exposure = monitor.read(positions, market);
        if (Double.isNaN(exposure.equityUsdt())) {
            throw missing(positions, market, monitor.valuation());
        }
        boolean inShares = !definition.hedged();
        double flow = flow(events, positions.layout(), market, monitor.valuation());
        RiskMonitor.follow(
                state.memory,
                inShares ? exposure.equity() : exposure.equityUsdt(),
                inShares ? flow / exposure.sharePrice() : flow);
        List<RiskReading> readings = RiskMonitor.read(definition, exposure, state.round, state.memory);
        RiskMonitor.Verdict verdict = RiskMonitor.allowed(readings, state.memory);
        return new RiskAssessment(
                state.round,
                state.group,
                market,
                events,
                positions,
                exposure,
                readings,
                verdict.allowed(),
                verdict.acting(),
                state.snapshots,
                state.reports);
    }

    /** What owners added or took in these events, USDT. */
    private static double flow(
            List<AccountEvent> events, PositionLayout layout, MarketSnapshot market, Valuation valuation) {
        double flow = 0;
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case Deposited e ->
                    flow += e.amount().doubleValue() * valuation.price(layout.require(e.into()), market);
                case Adopted e ->
                    flow += valuation.value(
                            layout.require(e.key()), e.quantity().doubleValue(), e.openCost(), market);
                case Withdrawn e ->
                    flow -= e.amount().doubleValue() * valuation.price(layout.require(e.from()), market);
                default -> {
                    // Not a flow.
                }
            }
        }
        return flow;
    }

    private static Refusal missing(Positions positions, MarketSnapshot market, Valuation valuation) {
        List<String> missing = new ArrayList<>();
        for (int slot = 0; slot < positions.layout().size(); slot++) {
            if (Double.isNaN(valuation.value(positions, slot, market))) {
                missing.add(Instruments.asset(positions.layout().key(slot)) + " for "
                        + positions.layout().key(slot));
            }
        }
        return new Refusal("DAT-001", "no price at " + market.at() + " of " + String.join(", ", missing));
    }

    private static MarketWatch watch(RiskState state, MarketSnapshot market) {
        MarketWatch watch = state.watch;
        if (watch == null || !watch.binds(market.layout())) {
            watch = new MarketWatch(Objects.requireNonNull(state.definition), market.layout());
            state.watch = watch;
        }
        return watch;
    }

    private static ExposureMonitor monitor(RiskState state, MarketSnapshot market) {
        PositionLayout layout = Objects.requireNonNull(state.positions).layout();
        ExposureMonitor monitor = state.monitor;
        if (monitor == null || !monitor.binds(layout, market.layout())) {
            monitor = new ExposureMonitor(Objects.requireNonNull(state.definition), layout, market.layout());
            state.monitor = monitor;
        }
        return monitor;
    }
}
