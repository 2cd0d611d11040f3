package io.basis.pnl;

import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.pnl.Attribution;
import io.basis.pnl.attribution.Attributor;
import java.util.Objects;

/** Profit and loss from the ordered stream of assessments: one report for each, no decision waits for it. */
public final class PnlCore implements Core<PnlState> {

    @Override
    public PnlState fresh(String strategy) {
        return new PnlState();
    }

    @Override
    public void on(PnlState state, Message message, Output out) {
        switch (message) {
            case StartedStrategy started -> state.definition = started.definition();
            case RiskAssessment assessment -> out.emit(Topic.PNL, report(state, assessment));
            case TargetPositions decision -> {
                // Kept in the read model beside the figures; they do not depend on it.
            }
            default -> throw new IllegalArgumentException("pnl-service does not read " + message.getClass());
        }
    }

    private static PnlReport report(PnlState state, RiskAssessment now) {
        MarketSnapshot market = now.market();
        Attributor attributor = attributor(state, now);
        double[] amounts = state.attribution.toArray();
        Positions held = state.positions;
        MarketSnapshot before = state.market;
        if (held != null && before != null && !before.at().equals(market.at())) {
            attributor.overPriceChange(held, before, market, amounts);
        }
        double flow = attributor.overEvents(now.events(), market, amounts);
        double equity = now.exposure().equity();
        double equityUsdt = now.exposure().equityUsdt();
        state.shareIndex *= growth(state.equity, equity, flow);
        state.usdtIndex *=
                growth(state.equityUsdt, equityUsdt, flow * now.exposure().sharePrice());
        state.netDeposits += flow;
        state.attribution = new Attribution(amounts);
        state.positions = now.positions();
        state.market = market;
        state.equity = equity;
        state.equityUsdt = equityUsdt;
        return new PnlReport(
                now.at(),
                now.round(),
                equity,
                now.exposure().marketEquity(),
                equityUsdt,
                state.netDeposits,
                state.attribution,
                equity - state.netDeposits - state.attribution.sum(),
                state.shareIndex,
                state.usdtIndex);
    }

    /** Growth since the previous assessment, money that came or went taken out; 1 while nothing is invested. */
    private static double growth(double before, double after, double flow) {
        return before > 0 ? (after - flow) / before : 1;
    }

    private static Attributor attributor(PnlState state, RiskAssessment now) {
        Attributor attributor = state.attributor;
        if (attributor == null
                || !attributor.binds(now.positions().layout(), now.market().layout())) {
            attributor = new Attributor(
                    Objects.requireNonNull(state.definition),
                    now.positions().layout(),
                    now.market().layout());
            state.attributor = attributor;
        }
        return attributor;
    }
}
