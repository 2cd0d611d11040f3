package io.basis.domain.exposure;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.StrategyDefinition;
import org.jspecify.annotations.Nullable;

/** The account of a levered strategy at Aave, bound to its slots: staked tokens supplied, WETH owed. */
public final class LoanAccount {

    private final Valuation valuation;
    private final double liquidationThreshold;
    private final int collateral;
    private final int debt;

    private LoanAccount(Valuation valuation, double liquidationThreshold, int collateral, int debt) {
        this.valuation = valuation;
        this.liquidationThreshold = liquidationThreshold;
        this.collateral = collateral;
        this.debt = debt;
    }

    /** The account of a strategy, or null where it borrows nothing. */
    public static @Nullable LoanAccount of(
            StrategyDefinition definition, PositionLayout positions, Valuation valuation) {
        Leverage leverage = definition.parameters().leverage();
        return leverage == null
                ? null
                : new LoanAccount(
                        valuation,
                        leverage.liquidationThreshold(),
                        positions.require(InstrumentKey.aToken(
                                definition.parameters().requireStaking().lst())),
                        positions.require(InstrumentKey.debtToken(Asset.WETH)));
    }

    /** Collateral and debt at these prices; Aave's oracle prices a staked token at its protocol rate. */
    public Loan read(Positions held, MarketSnapshot market) {
        double supplied = held.units(collateral) == 0 ? 0 : valuation.exposedUnits(held, collateral, market);
        double owed = held.units(debt) == 0 ? 0 : -valuation.exposedUnits(held, debt, market);
        return new Loan(supplied, owed, liquidationThreshold);
    }
}
