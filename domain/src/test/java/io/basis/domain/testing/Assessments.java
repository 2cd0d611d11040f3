package io.basis.domain.testing;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.LoanAccount;
import io.basis.domain.exposure.MarginAccount;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assessments made by hand for what reads them: equity and margins are true, no risk is read. */
public final class Assessments {

    private Assessments() {}

    /** What is held at these prices, everything allowed. */
    public static RiskAssessment of(
            StrategyDefinition definition, Positions held, MarketSnapshot market, List<AccountEvent> events) {
        return of(definition, held, market, events, List.of(), Permission.TRADE, 0, 0);
    }

    public static RiskAssessment of(
            StrategyDefinition definition,
            Positions held,
            MarketSnapshot market,
            List<AccountEvent> events,
            List<RiskReading> readings,
            Permission allowed,
            int round,
            long group) {
        Exposure exposure = exposure(definition, held, market);
        return new RiskAssessment(
                round, group, market, events, held, exposure, readings, allowed, acting(readings), 1, 1);
    }

    private static @Nullable RiskReading acting(List<RiskReading> readings) {
        return readings.stream()
                .filter(reading -> reading.level() == RiskLevel.CRITICAL)
                .findFirst()
                .orElse(null);
    }

    private static Exposure exposure(StrategyDefinition definition, Positions held, MarketSnapshot market) {
        Valuation valuation = new Valuation(held.layout(), market.layout());
        double haircut = definition.parameters().collateralHaircut().doubleValue();
        List<VenueMargin> margins = MarginAccount.of(held.layout(), valuation, haircut).stream()
                .map(account -> account.read(held, market))
                .toList();
        int share = Valuation.priceSlot(definition.shareClass(), market.layout());
        double sharePrice = share < 0 ? 1 : market.value(share);
        LoanAccount loans = LoanAccount.of(definition, held.layout(), valuation);
        double marketEquity = 0;
        for (int slot = 0; slot < held.layout().size(); slot++) {
            marketEquity += valuation.marketValue(held, slot, market);
        }
        double equity = valuation.equity(held, market);
        return new Exposure(
                equity,
                marketEquity,
                sharePrice,
                List.of(),
                drift(definition, valuation, held, market, equity),
                margins,
                loans == null ? null : loans.read(held, market));
    }

    /** Of a hedged strategy, net exposure to its coin; of any other, nothing. */
    private static double drift(
            StrategyDefinition definition, Valuation valuation, Positions held, MarketSnapshot market, double equity) {
        if (!definition.hedged() || equity == 0) {
            return 0;
        }
        double delta = 0;
        double price = 0;
        for (int slot = 0; slot < held.layout().size(); slot++) {
            if (valuation.asset(slot).exposure() == definition.traded()) {
                delta += valuation.exposedUnits(held, slot, market);
                price = valuation.coinPrice(slot, market);
            }
        }
        return delta * price / equity;
    }
}
