package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.LoanLiquidated;
import io.basis.domain.account.AccountEvent.RewardPaid;
import io.basis.domain.account.AccountEvent.Unstaked;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.LoanAccount;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.Staking;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the passage of time does on chain: liquidation of the loan, claims paid, rewards paid. */
final class ChainPassage {

    /** Health factor below which a liquidator may repay all of the debt instead of half of it. */
    private static final double FULL_CLOSE = 0.95;

    private static final double HALF = 0.5;
    private static final int MOST_LIQUIDATIONS = 10;
    private static final List<Asset> REWARD_TOKENS = List.of(Asset.EIGEN, Asset.ETHFI);
    private static final InstrumentKey DEBT = InstrumentKey.debtToken(Asset.WETH);

    private final Parameters parameters;
    private final PositionLayout positions;
    private final SeriesLayout series;
    private final Valuation valuation;
    private final @Nullable LoanAccount loans;
    private final int[] rewardSlots;

    ChainPassage(
            Parameters parameters,
            PositionLayout positions,
            SeriesLayout series,
            Valuation valuation,
            @Nullable LoanAccount loans) {
        this.parameters = parameters;
        this.positions = positions;
        this.series = series;
        this.valuation = valuation;
        this.loans = loans;
        Staking staking = parameters.staking();
        boolean rewarded = staking != null && staking.rewards().enabled() && staking.lst() == Asset.WEETH;
        rewardSlots = rewarded
                ? REWARD_TOKENS.stream()
                        .mapToInt(token -> series.require(SeriesKey.reward(token)))
                        .toArray()
                : new int[0];
    }

    /** Liquidates at a health factor below 1: half of the debt, all of it below 0.95, again until the rest is sound. */
    void liquidate(Positions held, MarketSnapshot market, List<AccountEvent> events) {
        if (loans == null) {
            return;
        }
        Positions at = held;
        for (int i = 0; i < MOST_LIQUIDATIONS; i++) {
            Loan loan = loans.read(at, market);
            if (loan.healthFactor() >= 1 || loan.collateral() == 0) {
                return;
            }
            LoanLiquidated liquidated = liquidation(loan, at, market);
            events.add(liquidated);
            at = Ledger.commit(at, List.of(liquidated));
        }
    }

    /** Seizes repaid × (1 + bonus); where there is less collateral than that, all of it for what it pays. */
    private LoanLiquidated liquidation(Loan loan, Positions held, MarketSnapshot market) {
        double bonus = 1 + parameters.requireLeverage().liquidationBonus();
        double closed = loan.healthFactor() < FULL_CLOSE ? loan.debt() : loan.debt() * HALF;
        boolean all = closed * bonus >= loan.collateral();
        double repaidEth = all ? loan.collateral() / bonus : closed;
        Asset lst = parameters.requireStaking().lst();
        InstrumentKey supplied = InstrumentKey.aToken(lst);
        BigDecimal debtIndex = exact(SeriesKey.borrowIndex(Asset.WETH), market);
        BigDecimal scaledDebt = held.quantity(DEBT);
        BigDecimal repaid = Decimals.down(repaidEth, Asset.WETH.scale());
        BigDecimal repaidScaled = repaid.divide(debtIndex, Instruments.RAY_SCALE, RoundingMode.DOWN)
                .min(scaledDebt);
        if (closed == loan.debt() && !all) {
            repaidScaled = scaledDebt;
        }
        BigDecimal index = exact(SeriesKey.liquidityIndex(lst), market);
        BigDecimal rate = exact(SeriesKey.lstRate(lst), market);
        BigDecimal scaled = held.quantity(supplied);
        BigDecimal seized = repaid.multiply(Decimals.observed(bonus)).divide(rate, lst.scale(), RoundingMode.DOWN);
        BigDecimal seizedScaled =
                seized.divide(index, Instruments.RAY_SCALE, RoundingMode.UP).min(scaled);
        return all
                ? new LoanLiquidated(repaid, repaidScaled, lst, Decimals.down(scaled.multiply(index), lst), scaled)
                : new LoanLiquidated(repaid, repaidScaled, lst, seized, seizedScaled);
    }

    void payClaims(Accounts.Pending pending, Instant now, List<AccountEvent> events) {
        for (Iterator<Accounts.Claim> claims = pending.claims.iterator(); claims.hasNext(); ) {
            Accounts.Claim claim = claims.next();
            if (!claim.due().isAfter(now)) {
                events.add(new Unstaked(claim.order(), claim.lst(), claim.amount()));
                claims.remove();
            }
        }
    }

    /** Pays what is published per eETH on the weETH held, also where it is posted as collateral. */
    void reward(Positions held, MarketSnapshot market, List<AccountEvent> events) {
        for (int i = 0; i < rewardSlots.length; i++) {
            double perEeth = market.value(rewardSlots[i]);
            if (!Double.isNaN(perEeth)) {
                Asset token = REWARD_TOKENS.get(i);
                BigDecimal amount = Decimals.down(eeth(held, market).multiply(Decimals.observed(perEeth)), token);
                if (amount.signum() > 0) {
                    events.add(paid(token, amount, market));
                }
            }
        }
    }

    private RewardPaid paid(Asset token, BigDecimal amount, MarketSnapshot market) {
        if (!parameters.requireStaking().rewards().inKing()) {
            return new RewardPaid(token, amount);
        }
        BigDecimal worth = amount.multiply(price(InstrumentKey.home(token), market));
        BigDecimal king = worth.divide(price(InstrumentKey.home(Asset.KING), market), MathContext.DECIMAL128);
        return new RewardPaid(Asset.KING, Decimals.down(king, Asset.KING));
    }

    private BigDecimal price(InstrumentKey key, MarketSnapshot market) {
        return Decimals.observed(valuation.price(positions.require(key), market));
    }

    private BigDecimal eeth(Positions held, MarketSnapshot market) {
        BigDecimal tokens = held.quantity(InstrumentKey.home(Asset.WEETH));
        InstrumentKey supplied = InstrumentKey.aToken(Asset.WEETH);
        if (positions.slot(supplied) >= 0) {
            BigDecimal index = exact(SeriesKey.liquidityIndex(Asset.WEETH), market);
            tokens = tokens.add(held.quantity(supplied).multiply(index));
        }
        return tokens.multiply(exact(SeriesKey.lstRate(Asset.WEETH), market));
    }

    private BigDecimal exact(SeriesKey key, MarketSnapshot market) {
        return Decimals.observed(market.value(series.require(key)));
    }
}
