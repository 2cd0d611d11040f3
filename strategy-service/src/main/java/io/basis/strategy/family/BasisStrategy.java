package io.basis.strategy.family;

import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Target;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Long spot, short as much perpetual, collecting funding; the coins themselves are the margin.
 *
 * <p>Target: spot notional = short notional = equity at the exchanges, at each its weight (the wallet's gas is not there
 * to be deployed). The book is hedged at every moment:
 * it is opened and first hedged at Binance, then moved out by weight, first the coins, then the shorts; every later
 * trade changes spot and short together where they lie.
 */
final class BasisStrategy implements Strategy {

    private static final Venue MARKET = Venue.BINANCE;

    private final Asset coin;
    private final Parameters parameters;
    private final List<Venue> venues;

    /** True when owners count in the coin itself, so that capital comes and goes as coins. */
    private final boolean countsInCoin;

    private final InstrumentKey wallet;

    BasisStrategy(StrategyDefinition definition) {
        coin = definition.asset();
        parameters = definition.parameters();
        venues = parameters.exchanges();
        countsInCoin = definition.shareClass() == coin;
        wallet = InstrumentKey.token(Venue.WALLET, definition.shareClass());
    }

    /** What lies in the wallet, less the gas float where gas is paid in the same coin. */
    @Override
    public BigDecimal freeCash(RiskAssessment assessment) {
        BigDecimal held = assessment.positions().quantity(wallet);
        return countsInCoin && coin == Asset.ETH
                ? held.subtract(parameters.gasFloat())
                        .max(BigDecimal.ZERO)
                        .setScale(Asset.BTC.scale(), RoundingMode.DOWN)
                : held;
    }

    @Override
    public boolean deployed(RiskAssessment assessment) {
        return spotNotional(assessment) > 0 || shortNotional(assessment) > 0;
    }

    /** The farther of spot and short notional from equity, of equity. */
    @Override
    public double deviation(RiskAssessment assessment) {
        double equity = equity(assessment);
        double spot = Math.abs(spotNotional(assessment) - equity);
        double shorts = Math.abs(shortNotional(assessment) - equity);
        return equity == 0 ? 0 : Math.max(spot, shorts) / Math.abs(equity);
    }

    @Override
    public boolean wantsMore(RiskAssessment assessment) {
        return spotNotional(assessment) < equity(assessment);
    }

    /** Equity at the exchanges, USDT. */
    private static double equity(RiskAssessment assessment) {
        double equity = 0;
        List<VenueMargin> margins = assessment.exposure().margins();
        for (int i = 0; i < margins.size(); i++) {
            equity += margins.get(i).equity();
        }
        return equity;
    }

    private static double spotNotional(RiskAssessment assessment) {
        double notional = 0;
        List<VenueMargin> margins = assessment.exposure().margins();
        for (int i = 0; i < margins.size(); i++) {
            notional += margins.get(i).collateral();
        }
        return notional;
    }

    private static double shortNotional(RiskAssessment assessment) {
        double notional = 0;
        List<VenueMargin> margins = assessment.exposure().margins();
        for (int i = 0; i < margins.size(); i++) {
            notional += margins.get(i).notional();
        }
        return notional;
    }

    @Override
    public List<Target> targets(RiskAssessment assessment) {
        double equity = equity(assessment);
        List<Target> targets = new ArrayList<>();
        for (Venue venue : venues) {
            targets.add(new Target(spotKey(venue), spotTarget(venue, equity, assessment.market())));
            targets.add(new Target(perpKey(venue), -shortTarget(venue, equity, assessment.market())));
        }
        return targets;
    }

    @Override
    public List<Step> steps(Purpose purpose) {
        return switch (purpose) {
            case ENTER -> List.of(this::fund, this::open, this::distributeCoins, this::distributeShorts);
            case REBALANCE -> List.of((assessment, none) -> tradeTo(assessment, equity(assessment)));
            case RELEASE -> List.of(this::unwind, this::collect);
            case REDUCE -> List.of(this::reduce);
            case EXIT ->
                countsInCoin
                        ? List.of(this::coverAll, this::squareCash, this::collectCoins)
                        : List.of((assessment, none) -> tradeTo(assessment, 0), this::settleDebts, this::collectAll);
        };
    }

    /** All free cash goes to the exchange where spot is bought. */
    private List<Order> fund(RiskAssessment assessment, BigDecimal none) {
        BigDecimal cash = freeCash(assessment);
        Asset asset = Instruments.asset(wallet);
        return cash.signum() > 0 ? List.of(new Transfer(asset, cash, Venue.WALLET, MARKET)) : List.of();
    }

    /** Spot up to equity, and all of it that is not hedged yet short at the same place and time. */
    private List<Order> open(RiskAssessment assessment, BigDecimal none) {
        double missing = equity(assessment) - spotNotional(assessment);
        BigDecimal bought = countsInCoin
                ? BigDecimal.ZERO
                : quantity(missing / price(SeriesKey.spot(MARKET, coin), assessment.market()));
        BigDecimal hedge = total(assessment, false).add(bought).add(total(assessment, true));
        return trades(
                MARKET,
                bought,
                hedge.setScale(Instruments.PERP_SCALE, RoundingMode.DOWN).negate());
    }

    private List<Order> distributeCoins(RiskAssessment assessment, BigDecimal none) {
        BigDecimal total = total(assessment, false);
        List<Order> transfers = new ArrayList<>();
        for (Venue venue : venues) {
            BigDecimal missing =
                    share(venue, total).subtract(assessment.positions().quantity(spotKey(venue)));
            if (venue != MARKET && missing.signum() > 0) {
                transfers.add(new Transfer(coin, missing, MARKET, venue));
            } else if (venue != MARKET && missing.signum() < 0) {
                transfers.add(new Transfer(coin, missing.negate(), venue, MARKET));
            }
        }
        return transfers;
    }

    /** Short out there, buy back as much at the market exchange: the sum of the quantities traded is zero. */
    private List<Order> distributeShorts(RiskAssessment assessment, BigDecimal none) {
        BigDecimal total = total(assessment, true);
        List<Order> trades = new ArrayList<>();
        BigDecimal back = BigDecimal.ZERO;
        for (Venue venue : venues) {
            BigDecimal traded =
                    share(venue, total).subtract(assessment.positions().quantity(perpKey(venue)));
            if (venue != MARKET && traded.signum() != 0) {
                trades.add(new PerpTrade(venue, coin, traded));
                back = back.subtract(traded);
            }
        }
        if (back.signum() != 0) {
            trades.add(new PerpTrade(MARKET, coin, back));
        }
        return trades;
    }

    /** Spot and short of every exchange to its weight of an equity, all at once. */
    private List<Order> tradeTo(RiskAssessment assessment, double equity) {
        return tradeTo(assessment, equity, 0);
    }

    /** The same with coins on top that are about to leave, unhedged because they are owed. */
    private List<Order> tradeTo(RiskAssessment assessment, double equity, double leaving) {
        MarketSnapshot market = assessment.market();
        List<Order> trades = new ArrayList<>();
        for (Venue venue : venues) {
            BigDecimal spot = assessment.positions().quantity(spotKey(venue));
            BigDecimal perp = assessment.positions().quantity(perpKey(venue));
            trades.addAll(trades(
                    venue,
                    quantity(spotTarget(venue, equity, market) + weight(venue) * leaving)
                            .subtract(spot),
                    quantity(-shortTarget(venue, equity, market)).subtract(perp)));
        }
        return trades;
    }

    /** Both legs down by what is to be freed, trading costs included. */
    private List<Order> unwind(RiskAssessment assessment, BigDecimal amount) {
        double value =
                amount.doubleValue() * (countsInCoin ? assessment.exposure().sharePrice() : 1);
        double left = Math.max(0, equity(assessment) - value * (1 + unwindCost()));
        return tradeTo(assessment, left, countsInCoin ? amount.doubleValue() : 0);
    }

    /** Upper estimate of the cost of selling and buying back, fraction of what is traded on each leg. */
    private double unwindCost() {
        Costs costs = parameters.costs();
        BigDecimal bps = costs.spotTakerBps().add(costs.perpTakerBps());
        return costs.fees() || costs.slippage() ? bps.doubleValue() * 2e-4 : 0;
    }

    /** The amount from all exchanges to the wallet, from each in proportion to the cash it can give. */
    private List<Order> collect(RiskAssessment assessment, BigDecimal amount) {
        if (countsInCoin) {
            return coinsHome(assessment, amount);
        }
        BigDecimal available = BigDecimal.ZERO;
        for (Venue venue : venues) {
            available = available.add(available(assessment, venue));
        }
        if (available.signum() == 0) {
            return List.of();
        }
        BigDecimal wanted = amount.min(available);
        BigDecimal left = wanted;
        List<Order> transfers = new ArrayList<>();
        for (Venue venue : venues) {
            BigDecimal part = available(assessment, venue)
                    .multiply(wanted)
                    .divide(available, Asset.USDT.scale(), RoundingMode.UP)
                    .min(available(assessment, venue))
                    .min(left);
            if (part.signum() > 0) {
                transfers.add(new Transfer(Asset.USDT, part, venue, Venue.WALLET));
                left = left.subtract(part);
            }
        }
        return transfers;
    }

    private List<Order> coverAll(RiskAssessment assessment, BigDecimal none) {
        List<Order> trades = new ArrayList<>();
        for (Venue venue : venues) {
            trades.addAll(trades(
                    venue,
                    BigDecimal.ZERO,
                    assessment.positions().quantity(perpKey(venue)).negate()));
        }
        return trades;
    }

    /** Once flat, cash left over buys coins and cash owed is raised by selling them. */
    private List<Order> squareCash(RiskAssessment assessment, BigDecimal none) {
        List<Order> trades = new ArrayList<>();
        for (Venue venue : venues) {
            double price = price(SeriesKey.spot(venue, coin), assessment.market());
            double cash = usdt(assessment, venue).doubleValue() / (1 + unwindCost());
            trades.addAll(trades(venue, quantity(cash / price), BigDecimal.ZERO));
        }
        return trades;
    }

    private List<Order> collectCoins(RiskAssessment assessment, BigDecimal none) {
        return coinsHome(assessment, total(assessment, false));
    }

    /** Coins from the exchanges to the wallet, from each what it holds in proportion. */
    private List<Order> coinsHome(RiskAssessment assessment, BigDecimal amount) {
        BigDecimal total = total(assessment, false);
        BigDecimal left = amount.min(total);
        BigDecimal wanted = left;
        List<Order> transfers = new ArrayList<>();
        for (Venue venue : venues) {
            BigDecimal held = assessment.positions().quantity(spotKey(venue));
            BigDecimal part = total.signum() == 0
                    ? BigDecimal.ZERO
                    : held.multiply(wanted)
                            .divide(total, coin.scale(), RoundingMode.UP)
                            .min(held)
                            .min(left);
            if (part.signum() > 0) {
                transfers.add(new Transfer(coin, part, venue, Venue.WALLET));
                left = left.subtract(part);
            }
        }
        return transfers;
    }

    private List<Order> collectAll(RiskAssessment assessment, BigDecimal none) {
        List<Order> transfers = new ArrayList<>();
        for (Venue venue : venues) {
            BigDecimal cash = available(assessment, venue);
            if (cash.signum() > 0) {
                transfers.add(new Transfer(Asset.USDT, cash, venue, Venue.WALLET));
            }
        }
        return transfers;
    }

    /** After everything is closed, exchanges with cash pay what the strategy owes at others. */
    private List<Order> settleDebts(RiskAssessment assessment, BigDecimal none) {
        List<Order> transfers = new ArrayList<>();
        for (Venue debtor : venues) {
            BigDecimal owed = usdt(assessment, debtor).negate();
            for (Venue payer : venues) {
                BigDecimal paid = owed.min(available(assessment, payer));
                if (paid.signum() > 0) {
                    transfers.add(new Transfer(Asset.USDT, paid, payer, debtor));
                    owed = owed.subtract(paid);
                }
            }
        }
        return transfers;
    }

    /**
     * Brings every exchange below its critical margin back to the target by buying its short back, then takes the larger
     * leg down to the smaller one: reducing is all that a critical risk permits.
     */
    private List<Order> reduce(RiskAssessment assessment, BigDecimal none) {
        double target = parameters.limits().marginTarget();
        double critical = parameters.limits().marginCritical();
        BigDecimal spot = total(assessment, false);
        List<BigDecimal> kept = new ArrayList<>();
        BigDecimal shorts = BigDecimal.ZERO;
        for (Venue venue : venues) {
            BigDecimal held = assessment.positions().quantity(perpKey(venue)).negate();
            VenueMargin margin = assessment.exposure().margin(venue);
            if (margin.ratio() <= critical) {
                double share = Math.max(0, margin.ratio() / target);
                held = held.multiply(Decimals.observed(share)).setScale(Instruments.PERP_SCALE, RoundingMode.DOWN);
            }
            kept.add(held);
            shorts = shorts.add(held);
        }
        BigDecimal both = spot.min(shorts);
        List<Order> trades = new ArrayList<>();
        for (int i = 0; i < venues.size(); i++) {
            Venue venue = venues.get(i);
            BigDecimal coins = assessment.positions().quantity(spotKey(venue));
            BigDecimal spotLeft = scaled(coins, both, spot);
            BigDecimal shortLeft = scaled(kept.get(i), both, shorts);
            BigDecimal perp = assessment.positions().quantity(perpKey(venue));
            trades.addAll(
                    trades(venue, spotLeft.subtract(coins), shortLeft.negate().subtract(perp)));
        }
        return trades;
    }

    private static BigDecimal scaled(BigDecimal part, BigDecimal numerator, BigDecimal denominator) {
        return denominator.signum() == 0
                ? BigDecimal.ZERO
                : part.multiply(numerator).divide(denominator, Instruments.PERP_SCALE, RoundingMode.DOWN);
    }

    private List<Order> trades(Venue venue, BigDecimal spot, BigDecimal perp) {
        List<Order> trades = new ArrayList<>(2);
        if (spot.signum() != 0) {
            trades.add(new SpotTrade(venue, coin, spot));
        }
        if (perp.signum() != 0) {
            trades.add(new PerpTrade(venue, coin, perp));
        }
        return trades;
    }

    /** Units of one leg over all exchanges; shorts are negative. */
    private BigDecimal total(RiskAssessment assessment, boolean perps) {
        BigDecimal total = BigDecimal.ZERO;
        for (Venue venue : venues) {
            total = total.add(assessment.positions().quantity(perps ? perpKey(venue) : spotKey(venue)));
        }
        return total;
    }

    private BigDecimal share(Venue venue, BigDecimal total) {
        return total.multiply(parameters.hedgeAllocation().weights().getOrDefault(venue, BigDecimal.ZERO))
                .setScale(Instruments.PERP_SCALE, RoundingMode.DOWN);
    }

    private double spotTarget(Venue venue, double equity, MarketSnapshot market) {
        return weight(venue) * equity / price(SeriesKey.spot(MARKET, coin), market);
    }

    private double shortTarget(Venue venue, double equity, MarketSnapshot market) {
        return weight(venue) * equity / price(SeriesKey.perp(venue, coin), market);
    }

    private double weight(Venue venue) {
        return parameters.hedgeAllocation().weight(venue);
    }

    private static BigDecimal available(RiskAssessment assessment, Venue venue) {
        return Decimals.down(assessment.exposure().margin(venue).available(), Asset.USDT.scale());
    }

    private static BigDecimal usdt(RiskAssessment assessment, Venue venue) {
        return assessment.positions().quantity(InstrumentKey.token(venue, Asset.USDT));
    }

    private InstrumentKey spotKey(Venue venue) {
        return InstrumentKey.token(venue, coin);
    }

    private InstrumentKey perpKey(Venue venue) {
        return InstrumentKey.perp(venue, coin);
    }

    private static double price(SeriesKey key, MarketSnapshot market) {
        return market.value(market.layout().require(key));
    }

    private static BigDecimal quantity(double units) {
        return Decimals.down(units, Instruments.PERP_SCALE);
    }
}
