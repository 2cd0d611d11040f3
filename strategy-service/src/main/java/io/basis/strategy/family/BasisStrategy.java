package io.basis.strategy.family;

import static io.basis.strategy.family.ExchangeBook.MARKET;

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
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Hedge;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import io.basis.strategy.plan.Orders;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import io.basis.strategy.rebalancing.Adjustment;
import io.basis.strategy.rebalancing.Situation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Long spot, short as much perpetual, collecting funding; the coins themselves are the margin.
 *
 * <p>Target: spot notional = short notional = equity at the exchanges, at each its weight (the wallet's gas is not there
 * to be deployed). The book is hedged at every moment: it is opened and first hedged at Binance, then moved out by
 * weight, first the coins, then the shorts; every later trade changes spot and short together where they lie.
 */
final class BasisStrategy implements Strategy {

    /** Cash below this, in USDT, is left where it is. */
    private static final BigDecimal LEAST_CASH = new BigDecimal("0.01");

    /** Coins and cash that an exchange may lack of its weight before coins are brought there, fraction of equity. */
    private static final double ASTRAY = 0.05;

    private final Asset coin;
    private final Parameters parameters;

    /** The exchanges in use: those with a weight, and the one where spot is bought. */
    private final List<Venue> venues;

    /** True when owners count in the coin itself, so that capital comes and goes as coins. */
    private final boolean countsInCoin;

    private final InstrumentKey wallet;

    /** True when USDT margins the shorts, so that coins stay where they are bought. */
    private final boolean cashMargined;

    /** USDT kept per USDT of coins; 0 where the coins themselves are the margin. */
    private final double cashMargin;

    private final CashHedge hedge;
    private final Sizes sizes;

    BasisStrategy(StrategyDefinition definition) {
        coin = definition.asset();
        parameters = definition.parameters();
        Set<Venue> used = EnumSet.of(MARKET);
        used.addAll(parameters.exchanges());
        venues = List.copyOf(used);
        countsInCoin = definition.shareClass() == coin;
        wallet = InstrumentKey.token(Venue.WALLET, definition.shareClass());
        cashMargined = parameters.requireHedge().collateral() == Hedge.Collateral.USDT;
        cashMargin = cashMargined ? parameters.requireHedge().cashMargin() : 0;
        hedge = new CashHedge(coin, parameters);
        sizes = new Sizes(parameters);
    }

    @Override
    public InstrumentKey landing() {
        return wallet;
    }

    @Override
    public InstrumentKey purse() {
        return wallet;
    }

    /** What lies in the wallet, less the gas float where gas is paid in the same coin. */
    @Override
    public BigDecimal freeCash(RiskAssessment now) {
        BigDecimal held = now.positions().quantity(wallet);
        return countsInCoin && coin == Asset.ETH
                ? held.subtract(parameters.gasFloat())
                        .max(BigDecimal.ZERO)
                        .setScale(Instruments.PERP_SCALE, RoundingMode.DOWN)
                : held;
    }

    @Override
    public boolean deployed(RiskAssessment now) {
        return book(now).holdsPositions();
    }

    @Override
    public boolean cashAbroad(RiskAssessment now) {
        ExchangeBook book = book(now);
        return !countsInCoin
                && venues.stream().anyMatch(venue -> book.available(venue).compareTo(LEAST_CASH) >= 0);
    }

    /** The farther of spot and short notional from what equity asks for, of equity. */
    @Override
    public double deviation(RiskAssessment now) {
        ExchangeBook book = book(now);
        double equity = book.equity();
        double target = equity / (1 + cashMargin);
        double spot = Math.abs(book.spotNotional() - target);
        double shorts = Math.abs(book.shortNotional() - target);
        return equity == 0 ? 0 : Math.max(spot, shorts) / Math.abs(equity);
    }

    @Override
    public double threshold() {
        return parameters.deviationThreshold();
    }

    @Override
    public @Nullable Adjustment adjustment(Situation situation) {
        RiskAssessment now = situation.assessment();
        if (cashMargined) {
            double warning = parameters.limits().warning(RiskType.MARGIN_RATIO);
            for (VenueMargin margin : now.exposure().margins()) {
                if (margin.ratio() < warning) {
                    return Adjustment.less(Reason.MARGIN, margin.ratio(), warning, Purpose.REBALANCE);
                }
            }
        }
        if (situation.deviation() <= situation.threshold()) {
            return null;
        }
        ExchangeBook book = book(now);
        return book.spotNotional() < book.equity() / (1 + cashMargin)
                ? Adjustment.more(Reason.DEVIATION, situation.deviation(), situation.threshold(), Purpose.REBALANCE)
                : Adjustment.less(Reason.DEVIATION, situation.deviation(), situation.threshold(), Purpose.REBALANCE);
    }

    @Override
    public List<Target> targets(RiskAssessment now) {
        ExchangeBook book = book(now);
        double equity = book.equity() / (1 + cashMargin);
        List<Target> targets = new ArrayList<>();
        for (Venue venue : venues) {
            double spot =
                    cashMargined ? (venue == MARKET ? equity / book.spotPrice() : 0) : spotTarget(book, venue, equity);
            targets.add(new Target(InstrumentKey.token(venue, coin), spot));
            targets.add(new Target(InstrumentKey.perp(venue, coin), -shortTarget(book, venue, equity)));
        }
        return targets;
    }

    @Override
    public List<Step> steps(Purpose purpose) {
        return cashMargined ? cashMarginedSteps(purpose) : coinMarginedSteps(purpose);
    }

    private List<Step> coinMarginedSteps(Purpose purpose) {
        return switch (purpose) {
            case ENTER ->
                List.of(step(this::fund), step(this::open), step(this::distributeCoins), step(this::distributeShorts));
            case REBALANCE -> List.of(byWeight((book, plan) -> tradeTo(book, book.equity(), 0)));
            case RELEASE -> List.of(byWeight(this::unwind), step(this::bringHome));
            case REDUCE -> List.of(step(this::reduce));
            case EXIT ->
                countsInCoin
                        ? List.of(
                                step(this::coverAll),
                                step(this::squareCash),
                                step(book -> Repatriation.coins(book, book.coins())))
                        : exitToCash();
            case HEDGE, LEVER, DELEVER, UNLEVER, FUEL, SELL_DUST -> List.of();
        };
    }

    /** Coins stay where they are bought; every exchange has its weight of the shorts and of the cash. */
    private List<Step> cashMarginedSteps(Purpose purpose) {
        return switch (purpose) {
            case ENTER ->
                List.of(
                        step((book, plan) -> hedge.fund(book, freeCash(book.now()), purchase(book, plan))),
                        step(this::tradeCashMargined),
                        step((book, plan) -> hedge.spread(book, 0)));
            case REBALANCE ->
                List.of(step(this::gather), step(this::tradeCashMargined), step((book, plan) -> hedge.spread(book, 0)));
            case RELEASE -> List.of(step(this::unwindCashMargined), step(this::bringHomeByWeight));
            case REDUCE ->
                List.of(
                        step((book, plan) -> hedge.reduce(book, book.coins().doubleValue(), longTarget(book, plan))),
                        step((book, plan) -> hedge.spread(book, 0)));
            case EXIT -> exitToCash();
            case HEDGE, LEVER, DELEVER, UNLEVER, FUEL, SELL_DUST -> List.of();
        };
    }

    private List<Step> exitToCash() {
        return List.of(step(book -> tradeTo(book, 0, 0)), step(Repatriation::debts), step(Repatriation::allCash));
    }

    /** Cash to where coins are bought, and margin to where shorts are added. */
    private List<Order> gather(ExchangeBook book, Plan plan) {
        double purchase = purchase(book, plan);
        return purchase > 0 ? hedge.spread(book, purchase) : List.of();
    }

    private List<Order> tradeCashMargined(ExchangeBook book, Plan plan) {
        return hedge.trade(book, book.coins().doubleValue(), longTarget(book, plan));
    }

    /** Cash of an entry that was cut short is free already: nothing is opened to free it. */
    private List<Order> unwindCashMargined(ExchangeBook book, Plan plan) {
        return book.holdsPositions() ? tradeCashMargined(book, plan) : List.of();
    }

    private double purchase(ExchangeBook book, Plan plan) {
        double cash = plan.purpose() == Purpose.ENTER ? freeCash(book.now()).doubleValue() : 0;
        double target = (book.equity() + cash) / (1 + cashMargin);
        return Math.max(0, target - book.spotNotional());
    }

    /** Coins that the equity which stays asks for. */
    private double longTarget(ExchangeBook book, Plan plan) {
        double leaving = plan.amount().doubleValue() == 0
                ? 0
                : Math.max(0, plan.amount().subtract(freeCash(book.now())).doubleValue());
        return Math.max(0, book.equity() - leaving * (1 + unwindCost())) / (1 + cashMargin) / book.spotPrice();
    }

    private List<Order> bringHomeByWeight(ExchangeBook book, Plan plan) {
        double missing = plan.amount().subtract(freeCash(book.now())).doubleValue();
        return missing > 0 ? hedge.bringHome(book, missing) : List.of();
    }

    private Step step(Function<ExchangeBook, List<Order>> orders) {
        return (now, plan) -> Orders.parallel(orders.apply(book(now)));
    }

    private Step step(BiFunction<ExchangeBook, Plan, List<Order>> orders) {
        return (now, plan) -> Orders.parallel(orders.apply(book(now), plan));
    }

    /**
     * Trades by weight, which takes coins or cash by weight. Where a plan was cut short they are not: what it left to be
     * bought is bought where the cash lies, and the coins are brought out, as on entry.
     */
    private Step byWeight(BiFunction<ExchangeBook, Plan, List<Order>> trades) {
        return (now, plan) -> {
            ExchangeBook book = book(now);
            boolean buys = plan.purpose() == Purpose.REBALANCE && undeployed(book) > ASTRAY;
            List<Order> first = !astray(book) ? List.of() : buys ? open(book) : distributeCoins(book);
            return first.isEmpty()
                    ? Orders.parallel(trades.apply(book, plan))
                    : Orders.parallel(first).inRounds();
        };
    }

    private boolean astray(ExchangeBook book) {
        for (Venue venue : venues) {
            double held = book.coins(venue).doubleValue() * book.spotPrice() + Math.max(0, book.cashEquity(venue));
            if (venue != MARKET && weight(venue) * book.equity() - held > ASTRAY * book.equity()) {
                return true;
            }
        }
        return false;
    }

    /** Fraction of equity. */
    private static double undeployed(ExchangeBook book) {
        return 1 - book.spotNotional() / book.equity();
    }

    private ExchangeBook book(RiskAssessment assessment) {
        return new ExchangeBook(assessment, coin, venues);
    }

    /** All free cash goes to the exchange where spot is bought; so does cash that an abandoned plan left elsewhere. */
    private List<Order> fund(ExchangeBook book) {
        List<Order> transfers = new ArrayList<>();
        BigDecimal cash = freeCash(book.now());
        if (cash.signum() > 0) {
            transfers.add(new Transfer(Instruments.asset(wallet), cash, Venue.WALLET, MARKET));
        }
        for (Venue venue : venues) {
            if (!deployed(book.now())
                    && venue != MARKET
                    && book.available(venue).compareTo(LEAST_CASH) >= 0) {
                transfers.add(new Transfer(Asset.USDT, book.available(venue), venue, MARKET));
            }
        }
        return transfers;
    }

    /** Spot up to equity, and all of it that is not hedged yet short at the same place and time. */
    private List<Order> open(ExchangeBook book) {
        double missing = Math.max(0, book.equity() - book.spotNotional());
        BigDecimal bought = countsInCoin ? BigDecimal.ZERO : units(missing / book.spotPrice());
        BigDecimal unhedged = book.coins().add(bought).add(book.perps());
        return trades(
                book,
                MARKET,
                bought,
                unhedged.setScale(Instruments.PERP_SCALE, RoundingMode.DOWN).negate());
    }

    private List<Order> distributeCoins(ExchangeBook book) {
        BigDecimal total = book.coins();
        List<Order> transfers = new ArrayList<>();
        for (Venue venue : venues) {
            BigDecimal missing = share(venue, total).subtract(book.coins(venue));
            if (venue != MARKET && missing.signum() > 0) {
                transfers.add(new Transfer(coin, missing, MARKET, venue));
            } else if (venue != MARKET && missing.signum() < 0) {
                transfers.add(new Transfer(coin, missing.negate(), venue, MARKET));
            }
        }
        return transfers;
    }

    /** Short out there, buy back as much at the market exchange: the sum of the quantities traded is zero. */
    private List<Order> distributeShorts(ExchangeBook book) {
        BigDecimal total = book.perps();
        List<Order> trades = new ArrayList<>();
        BigDecimal back = BigDecimal.ZERO;
        for (Venue venue : venues) {
            BigDecimal traded = sizes.perp(share(venue, total).subtract(book.perp(venue)), book.mark(venue), false);
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

    /**
     * Spot and short of every exchange to its weight of an equity, all at once.
     *
     * @param leaving coins held on top, unhedged because they are owed to an owner
     */
    private List<Order> tradeTo(ExchangeBook book, double equity, double leaving) {
        List<Order> trades = new ArrayList<>();
        for (Venue venue : venues) {
            double spot = spotTarget(book, venue, equity) + weight(venue) * leaving;
            trades.addAll(trades(
                    book,
                    venue,
                    units(spot).subtract(book.coins(venue)),
                    units(-shortTarget(book, venue, equity)).subtract(book.perp(venue))));
        }
        return trades;
    }

    /** Both legs down by what is to be freed, trading costs included. */
    private List<Order> unwind(ExchangeBook book, Plan plan) {
        double missing = missing(book, plan).doubleValue();
        double value = missing * (countsInCoin ? book.spotPrice() : 1);
        double left = Math.max(0, book.equity() - value * (1 + unwindCost()));
        if (left - book.spotNotional() > ASTRAY * book.equity()) {
            // A plan was cut short and its cash is free already: nothing is bought to free more.
            return List.of();
        }
        return missing > 0 ? tradeTo(book, left, countsInCoin ? missing : 0) : List.of();
    }

    private List<Order> bringHome(ExchangeBook book, Plan plan) {
        BigDecimal missing = missing(book, plan);
        if (missing.signum() <= 0) {
            return List.of();
        }
        return countsInCoin ? Repatriation.coins(book, missing) : Repatriation.cash(book, missing);
    }

    /** What a plan still has to free; coins on their way home pay their own gas where gas is paid in them. */
    private BigDecimal missing(ExchangeBook book, Plan plan) {
        BigDecimal missing = plan.amount().subtract(freeCash(book.now()));
        if (!countsInCoin || coin != Asset.ETH || missing.signum() <= 0) {
            return missing;
        }
        MarketSnapshot market = book.now().market();
        double gwei = market.value(market.layout().require(SeriesKey.GAS));
        BigDecimal gas = parameters.costs().gas(GasOperation.TRANSFER, gwei);
        BigDecimal lacking = parameters
                .gasFloat()
                .subtract(book.now().positions().quantity(wallet))
                .max(BigDecimal.ZERO);
        return missing.add(gas.multiply(BigDecimal.valueOf(venues.size())))
                .add(lacking)
                .setScale(Instruments.PERP_SCALE, RoundingMode.UP);
    }

    /** Upper estimate of the cost of selling and buying back, fraction of what is traded on each leg. */
    private double unwindCost() {
        Costs costs = parameters.costs();
        BigDecimal bps = costs.spotTakerBps().add(costs.perpTakerBps());
        return costs.fees() || costs.slippage() ? bps.doubleValue() * 2e-4 : 0;
    }

    private List<Order> coverAll(ExchangeBook book) {
        List<Order> trades = new ArrayList<>();
        for (Venue venue : venues) {
            trades.addAll(trades(book, venue, BigDecimal.ZERO, book.perp(venue).negate()));
        }
        return trades;
    }

    /** Once flat, cash left over buys coins and cash owed is raised by selling them, a cent more than is owed. */
    private List<Order> squareCash(ExchangeBook book) {
        List<Order> trades = new ArrayList<>();
        for (Venue venue : venues) {
            double cash = book.cash(venue).doubleValue();
            double owed = cash < 0 ? (LEAST_CASH.doubleValue() - cash) * (1 + unwindCost()) : 0;
            double traded = cash > 0 ? cash / (1 + unwindCost()) : -owed;
            trades.addAll(trades(book, venue, units(traded / book.spotPrice(venue)), BigDecimal.ZERO));
        }
        return trades;
    }

    /**
     * Brings every exchange below its critical margin back to the target by buying its short back, then takes the larger
     * leg down to the smaller one: reducing is all that a critical risk permits.
     */
    private List<Order> reduce(ExchangeBook book) {
        BigDecimal coins = book.coins();
        List<BigDecimal> shorts =
                venues.stream().map(venue -> bearable(book, venue)).toList();
        BigDecimal shortTotal = shorts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal both = coins.min(shortTotal);
        List<Order> trades = new ArrayList<>();
        for (int i = 0; i < venues.size(); i++) {
            Venue venue = venues.get(i);
            BigDecimal coinsLeft = scaled(book.coins(venue), both, coins);
            BigDecimal shortLeft = scaled(shorts.get(i), both, shortTotal);
            trades.addAll(trades(
                    book,
                    venue,
                    coinsLeft.subtract(book.coins(venue)),
                    shortLeft.negate().subtract(book.perp(venue))));
        }
        return trades;
    }

    /** The short that an exchange's margin bears: all of it, or what brings a critical ratio back to the target. */
    private BigDecimal bearable(ExchangeBook book, Venue venue) {
        BigDecimal held = book.perp(venue).negate();
        VenueMargin margin = book.margin(venue);
        if (margin.ratio() > parameters.limits().critical(RiskType.MARGIN_RATIO) || Double.isNaN(margin.ratio())) {
            return held;
        }
        double share = Math.max(0, margin.ratio() / parameters.limits().marginTarget());
        return held.multiply(Decimals.observed(share)).setScale(Instruments.PERP_SCALE, RoundingMode.DOWN);
    }

    private static BigDecimal scaled(BigDecimal part, BigDecimal numerator, BigDecimal denominator) {
        return denominator.signum() == 0
                ? BigDecimal.ZERO
                : part.multiply(numerator).divide(denominator, Instruments.PERP_SCALE, RoundingMode.DOWN);
    }

    private List<Order> trades(ExchangeBook book, Venue venue, BigDecimal spot, BigDecimal perp) {
        BigDecimal coins = sizes.spot(spot, book.spotPrice());
        BigDecimal contracts = sizes.perp(perp, book.mark(venue), perp.signum() > 0);
        List<Order> trades = new ArrayList<>(2);
        if (coins.signum() != 0) {
            trades.add(new SpotTrade(venue, coin, coins));
        }
        if (contracts.signum() != 0) {
            trades.add(new PerpTrade(venue, coin, contracts));
        }
        return trades;
    }

    private BigDecimal share(Venue venue, BigDecimal total) {
        return total.multiply(parameters.requireHedge().allocation().weights().getOrDefault(venue, BigDecimal.ZERO))
                .setScale(Instruments.PERP_SCALE, RoundingMode.DOWN);
    }

    private double spotTarget(ExchangeBook book, Venue venue, double equity) {
        return weight(venue) * equity / book.spotPrice();
    }

    private double shortTarget(ExchangeBook book, Venue venue, double equity) {
        return weight(venue) * equity / book.mark(venue);
    }

    private double weight(Venue venue) {
        return parameters.requireHedge().allocation().weight(venue);
    }

    private static BigDecimal units(double units) {
        return Decimals.down(units, Instruments.PERP_SCALE);
    }
}
