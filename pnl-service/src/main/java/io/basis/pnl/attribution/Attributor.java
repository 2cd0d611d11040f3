package io.basis.pnl.attribution;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Accepted;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Borrowed;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.EModeEnabled;
import io.basis.domain.account.AccountEvent.FlashBorrowed;
import io.basis.domain.account.AccountEvent.FlashRepaid;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.LoanLiquidated;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.Repaid;
import io.basis.domain.account.AccountEvent.RewardPaid;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Staked;
import io.basis.domain.account.AccountEvent.StopFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.account.AccountEvent.UnstakeRequested;
import io.basis.domain.account.AccountEvent.Unstaked;
import io.basis.domain.account.AccountEvent.Unwrapped;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.pnl.Source;
import io.basis.domain.strategy.StrategyDefinition;
import java.math.BigDecimal;
import java.util.List;

/**
 * Attributes what happened between two assessments to its sources, in share-class currency.
 *
 * <p>Over a change of prices, index changes count at the old price and price changes at the new quantity, so that the
 * two telescope to the change in value; perpetuals move with their asset (delta) and against it (basis). Events count
 * at the prices of their instant. With E the equity and P the price of the share currency,
 * ΔE/P = Σ (USDT contributions)/P(new) + E(old)·(1/P(new) − 1/P(old)); the second term is translation, less the part
 * that a strategy meant to be exposed to its own currency does not have.
 */
public final class Attributor {

    private final PositionLayout positions;
    private final SeriesLayout series;
    private final Valuation valuation;
    private final Source[] yield;
    private final boolean[] isDust;
    private final int sharePriceSlot;
    private final int gasSlot;
    private final boolean meansToHoldShare;

    public Attributor(StrategyDefinition definition, PositionLayout positions, SeriesLayout series) {
        this.positions = positions;
        this.series = series;
        valuation = new Valuation(positions, series);
        yield = new Source[positions.size()];
        isDust = new boolean[positions.size()];
        for (int slot = 0; slot < yield.length; slot++) {
            yield[slot] =
                    positions.key(slot).type() == PositionType.DEBT_TOKEN ? Source.BORROW_COST : Source.SUPPLY_YIELD;
            isDust[slot] = switch (valuation.asset(slot)) {
                case EIGEN, ETHFI, KING -> true;
                case USDT, BTC, ETH, WETH, WEETH, WSTETH -> false;
            };
        }
        sharePriceSlot = Valuation.priceSlot(definition.shareClass(), series);
        gasSlot = positions.slot(InstrumentKey.token(Venue.WALLET, Asset.ETH));
        meansToHoldShare = !definition.hedged();
    }

    /** True when this was made for exactly these layouts. */
    public boolean binds(PositionLayout positionLayout, SeriesLayout seriesLayout) {
        return positions == positionLayout && series == seriesLayout;
    }

    /** Price of the share-class currency, USDT per unit. */
    public double sharePrice(MarketSnapshot market) {
        return sharePriceSlot < 0 ? 1 : market.value(sharePriceSlot);
    }

    /** Adds what the change of market values did to positions held over it. */
    public void overPriceChange(Positions held, MarketSnapshot from, MarketSnapshot to, double[] amounts) {
        double share = sharePrice(to);
        double shareBefore = sharePrice(from);
        double yieldShare = meansToHoldShare ? shareBefore : share;
        double equityBefore = 0;
        double moved = 0;
        double basis = 0;
        double yielded = 0;
        for (int slot = 0; slot < yield.length; slot++) {
            if (held.units(slot) == 0) {
                continue;
            }
            if (isDust[slot] && meansToHoldShare) {
                double change =
                        valuation.value(held, slot, to) / share - valuation.value(held, slot, from) / shareBefore;
                add(amounts, Source.DUST, change);
                continue;
            }
            equityBefore += valuation.value(held, slot, from);
            double coin = valuation.coinPrice(slot, from);
            double coinChange = valuation.coinPrice(slot, to) - coin;
            if (valuation.isPerp(slot)) {
                double markChange = valuation.mark(slot, to) - valuation.mark(slot, from);
                moved += held.units(slot) * coinChange;
                basis += held.units(slot) * (markChange - coinChange);
                continue;
            }
            double unitsBefore = valuation.underlyingUnits(held, slot, from);
            double unitsAfter = valuation.underlyingUnits(held, slot, to);
            double rateBefore = valuation.rate(slot, from);
            double rateAfter = valuation.rate(slot, to);
            if (isDust[slot]) {
                add(amounts, Source.DUST, unitsAfter * (rateAfter * (coin + coinChange) - rateBefore * coin) / share);
                continue;
            }
            double byIndex = (unitsAfter - unitsBefore) * rateBefore * coin;
            double byRate = unitsAfter * (rateAfter - rateBefore) * coin;
            add(amounts, yield[slot], byIndex / yieldShare);
            add(amounts, Source.STAKING_YIELD, byRate / yieldShare);
            yielded += byIndex + byRate;
            moved += unitsAfter * rateAfter * coinChange;
        }
        double shareChange = share - shareBefore;
        double meant = meansToHoldShare ? equityBefore / shareBefore : 0;
        // Yield (and above, dust) of a strategy that means to hold its share currency is counted in it, and so leaves
        // delta nothing.
        double counted = yielded * (1 / yieldShare - 1 / share);
        add(amounts, Source.DELTA, (moved - meant * shareChange) / share - counted);
        add(amounts, Source.BASIS, basis / share);
        add(amounts, Source.SHARE_CLASS_TRANSLATION, (meant - equityBefore / shareBefore) * shareChange / share);
    }

    /**
     * Adds what events did at the prices of their instant.
     *
     * @return what owners added, less what they took, in share-class currency
     */
    public double overEvents(List<AccountEvent> events, MarketSnapshot market, double[] amounts) {
        double share = sharePrice(market);
        double flow = 0;
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case Deposited e -> flow += valueOf(e.into(), e.amount(), market) / share;
                case Withdrawn e -> flow -= valueOf(e.from(), e.amount(), market) / share;
                case Adopted e -> flow += worth(e.key(), e.quantity(), e.openCost(), market) / share;
                case Transferred e -> gas(e.gas(), market, share, amounts);
                case StopFilled e -> {
                    cost(e.fee(), e.slippage(), share, amounts);
                    // The position had left when the price went on.
                    add(amounts, Source.DELTA, againstMark(e.perp(), e.quantity(), e.price(), market) / share);
                }
                case Supplied e -> gas(e.gas(), market, share, amounts);
                case Redeemed e -> gas(e.gas(), market, share, amounts);
                case EModeEnabled e -> gas(e.gas(), market, share, amounts);
                case Borrowed e -> gas(e.gas(), market, share, amounts);
                case Repaid e -> gas(e.gas(), market, share, amounts);
                case FlashBorrowed e -> gas(e.gas(), market, share, amounts);
                case FlashRepaid e -> add(amounts, Source.FEES, -e.fee().doubleValue() * ethPrice(market) / share);
                case Staked e -> gas(e.gas(), market, share, amounts);
                case UnstakeRequested e -> gas(e.gas(), market, share, amounts);
                case Unstaked e -> {
                    // The claim was worth what was paid.
                }
                case Swapped e -> {
                    gas(e.gas(), market, share, amounts);
                    double fee = valueOf(e.to(), e.fee(), market);
                    double slippage = valueOf(e.to(), e.slippage(), market);
                    double gained = valueOf(e.to(), e.received(), market) - valueOf(e.from(), e.paid(), market);
                    add(amounts, Source.FEES, -fee / share);
                    add(amounts, Source.SLIPPAGE, -slippage / share);
                    add(amounts, Source.BASIS, gained / share);
                }
                case Unwrapped e -> gas(e.gas(), market, share, amounts);
                case RewardPaid e ->
                    add(amounts, Source.REWARDS, valueOf(InstrumentKey.home(e.token()), e.amount(), market) / share);
                case LoanLiquidated e -> {
                    double seized = e.seized().doubleValue()
                            * valuation.price(positions.require(InstrumentKey.aToken(e.collateral())), market);
                    double repaid = e.repaid().doubleValue() * ethPrice(market);
                    add(amounts, Source.LIQUIDATION, (repaid - seized) / share);
                }
                case Airdropped e -> add(amounts, Source.REWARDS, worth(e.key(), e.quantity(), 0, market) / share);
                case Deleveraged e -> {
                    cost(e.fee(), BigDecimal.ZERO, share, amounts);
                    add(amounts, Source.BASIS, againstMark(e.perp(), e.quantity(), e.price(), market) / share);
                }
                case ManuallyTraded e -> {
                    double gained = worth(e.to(), e.received(), 0, market) - worth(e.from(), e.paid(), 0, market);
                    add(amounts, Source.BASIS, gained / share);
                }
                case BalancesReported e -> {
                    // A statement earns nothing.
                }
                case Accepted e -> {
                    // Nothing has happened yet.
                }
                case SpotFilled e -> {
                    cost(e.fee(), e.slippage(), share, amounts);
                    double gained =
                            valueOf(e.coin(), e.quantity(), market) + e.quote().doubleValue();
                    add(amounts, Source.BASIS, gained / share);
                }
                case PerpFilled e -> {
                    cost(e.fee(), e.slippage(), share, amounts);
                    add(amounts, Source.BASIS, againstMark(e.perp(), e.quantity(), e.price(), market) / share);
                }
                case FundingPaid e -> add(amounts, Source.FUNDING, e.amount().doubleValue() / share);
                case InterestCharged e ->
                    add(amounts, Source.INTEREST, -e.amount().doubleValue() / share);
                case Liquidated e ->
                    add(
                            amounts,
                            Source.LIQUIDATION,
                            (againstMark(e.perp(), e.quantity(), e.price(), market)
                                            - e.fee().doubleValue())
                                    / share);
                case Rejected e -> {
                    // A refused order earned and cost nothing.
                }
            }
        }
        return flow;
    }

    private double valueOf(InstrumentKey key, BigDecimal quantity, MarketSnapshot market) {
        return quantity.doubleValue() * valuation.price(positions.require(key), market);
    }

    /** Equity that so much of a position is; the open cost is that of a perpetual. */
    private double worth(InstrumentKey key, BigDecimal quantity, double openCost, MarketSnapshot market) {
        return valuation.value(positions.require(key), quantity.doubleValue(), openCost, market);
    }

    /** What trading at a price instead of the mark gained. */
    private double againstMark(InstrumentKey perp, BigDecimal quantity, BigDecimal price, MarketSnapshot market) {
        return quantity.doubleValue() * (valuation.mark(positions.require(perp), market) - price.doubleValue());
    }

    private void gas(BigDecimal gas, MarketSnapshot market, double share, double[] amounts) {
        if (gas.signum() != 0) {
            add(amounts, Source.GAS, -gas.doubleValue() * ethPrice(market) / share);
        }
    }

    private double ethPrice(MarketSnapshot market) {
        return valuation.price(gasSlot, market);
    }

    private static void cost(BigDecimal fee, BigDecimal slippage, double share, double[] amounts) {
        add(amounts, Source.FEES, -fee.doubleValue() / share);
        add(amounts, Source.SLIPPAGE, -slippage.doubleValue() / share);
    }

    private static void add(double[] amounts, Source source, double amount) {
        amounts[source.ordinal()] += amount;
    }
}
