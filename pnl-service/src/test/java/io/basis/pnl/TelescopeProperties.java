package io.basis.pnl;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.OrderRef;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Σ attribution is the change in equity that no deposit explains, whatever happens in whatever order. */
class TelescopeProperties {

    private static final int INSTANTS = 12;
    private static final OrderRef ORDER = new OrderRef(1, 1);
    private static final List<Venue> EXCHANGES = List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX);
    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey SUPPLIED = InstrumentKey.aToken(Asset.USDT);

    /** In which currency owners count, and whether the strategy is meant to be exposed to it. */
    enum Shares {
        USDT,
        ETH_HEDGED,
        ETH_UNHEDGED;

        StrategyDefinition definition() {
            Setup setup = Setup.basis(Asset.ETH)
                    .holding(SUPPLIED)
                    .holding(InstrumentKey.debtToken(Asset.WETH))
                    .watching(SeriesKey.liquidityIndex(Asset.USDT))
                    .watching(SeriesKey.borrowIndex(Asset.WETH));
            return switch (this) {
                case USDT -> setup.definition();
                case ETH_HEDGED -> setup.shareClass(Asset.ETH).definition();
                case ETH_UNHEDGED -> setup.shareClass(Asset.ETH).unhedged().definition();
            };
        }
    }

    @Property(tries = 300)
    void attributionTelescopes(@ForAll Shares shares, @ForAll long seed) {
        Random random = new Random(seed);
        StrategyDefinition definition = shares.definition();
        PnlCore core = new PnlCore();
        PnlState state = core.fresh("test");
        List<PnlReport> reports = new ArrayList<>();
        core.on(state, new StartedStrategy(definition, Status.RUNNING), (topic, message) -> {});
        Positions held = Positions.none(new PositionLayout(definition.positions()));
        Market market = Market.of(definition);
        for (int instant = 0; instant < INSTANTS; instant++) {
            for (int round = 0; round < 1 + random.nextInt(3); round++) {
                List<AccountEvent> events = instant == 0 && round == 0
                        ? List.of(new Deposited(WALLET, number("1000000")))
                        : events(held, market.snapshot(), random);
                held = Ledger.commit(held, events);
                core.on(
                        state,
                        Assessments.of(
                                definition, held, market.snapshot(), events, List.of(), Permission.TRADE, round, 0),
                        (topic, message) -> reports.add((PnlReport) message));
            }
            market = moved(market.nextHour(), random);
        }

        PnlReport last = reports.getLast();
        assertThat(Math.abs(
                        last.equity() - last.netDeposits() - last.attribution().sum()))
                .isLessThan(1e-9 * last.equity());
        assertThat(reports)
                .allSatisfy(report -> assertThat(Math.abs(report.residual())).isLessThan(1e-9 * report.equity()));
    }

    private static Market moved(Market market, Random random) {
        Market next = market;
        MarketSnapshot now = market.snapshot();
        for (SeriesKey key : now.layout().keys()) {
            double value = now.value(now.layout().require(key));
            next = switch (key.kind()) {
                case SPOT, PERP -> next.with(key, value * (0.97 + 0.06 * random.nextDouble()));
                case LIQUIDITY_INDEX, BORROW_INDEX -> next.with(key, value * (1 + 0.001 * random.nextDouble()));
                default -> next;
            };
        }
        return next;
    }

    private static List<AccountEvent> events(Positions held, MarketSnapshot market, Random random) {
        List<AccountEvent> events = new ArrayList<>();
        Positions now = held;
        for (int i = 0; i < random.nextInt(4); i++) {
            AccountEvent event = event(now, market, random);
            now = Ledger.commit(now, List.of(event));
            events.add(event);
        }
        return events;
    }

    private static AccountEvent event(Positions held, MarketSnapshot market, Random random) {
        Venue venue = EXCHANGES.get(random.nextInt(EXCHANGES.size()));
        InstrumentKey coins = InstrumentKey.token(venue, Asset.ETH);
        InstrumentKey perp = InstrumentKey.perp(venue, Asset.ETH);
        InstrumentKey gasWallet = InstrumentKey.token(Venue.WALLET, Asset.ETH);
        InstrumentKey cash = InstrumentKey.token(venue, Asset.USDT);
        BigDecimal wallet = held.quantity(WALLET);
        BigDecimal gas = held.quantity(gasWallet).min(amount(random, 0.01, Asset.ETH));
        BigDecimal index =
                Decimals.observed(market.value(market.layout().require(SeriesKey.liquidityIndex(Asset.USDT))));
        return switch (random.nextInt(15)) {
            case 0 -> new Deposited(WALLET, amount(random, 100_000, Asset.USDT));
            case 1 -> new Withdrawn(WALLET, part(wallet, random, 6), "w");
            case 2 -> new Transferred(ORDER, Asset.USDT, part(wallet, random, 6), WALLET, cash, gas);
            case 3 -> {
                BigDecimal quantity = amount(random, 20, Asset.BTC)
                        .subtract(held.quantity(coins).min(BigDecimal.TEN));
                BigDecimal price = beside(SeriesKey.spot(venue, Asset.ETH), market, random);
                BigDecimal quote = Decimals.halfEven(quantity.negate().multiply(price), Asset.USDT);
                yield new SpotFilled(ORDER, coins, quantity, price, quote, cost(random), cost(random));
            }
            case 4, 5 ->
                new PerpFilled(
                        ORDER,
                        perp,
                        amount(random, 20, Asset.BTC).subtract(BigDecimal.TEN),
                        beside(SeriesKey.perp(venue, Asset.ETH), market, random),
                        cost(random),
                        cost(random));
            case 6 -> {
                BigDecimal amount = part(wallet, random, 6);
                yield new Supplied(
                        ORDER,
                        Asset.USDT,
                        amount,
                        index,
                        amount.divide(index, Instruments.RAY_SCALE, RoundingMode.DOWN),
                        gas);
            }
            case 7 -> {
                BigDecimal scaled = part(held.quantity(SUPPLIED), random, 6);
                BigDecimal amount = Decimals.down(scaled.multiply(index), Asset.USDT);
                yield new Redeemed(
                        ORDER,
                        Asset.USDT,
                        amount,
                        index,
                        amount.divide(index, Instruments.RAY_SCALE, RoundingMode.UP),
                        gas);
            }
            case 8 ->
                new FundingPaid(
                        perp,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        amount(random, 20, Asset.USDT).subtract(BigDecimal.TEN));
            case 9 -> new InterestCharged(cash, cost(random));
            case 10 ->
                random.nextBoolean()
                        ? new Adopted(coins, amount(random, 2, Asset.ETH), null)
                        : new Adopted(
                                perp,
                                amount(random, 2, Asset.BTC).subtract(BigDecimal.ONE),
                                beside(SeriesKey.perp(venue, Asset.ETH), market, random));
            case 11 -> new Airdropped(SUPPLIED, amount(random, 10, Asset.USDT));
            case 12 ->
                new Deleveraged(
                        perp,
                        part(held.quantity(perp).negate(), random, 8),
                        beside(SeriesKey.perp(venue, Asset.ETH), market, random),
                        cost(random));
            case 13 ->
                new ManuallyTraded(
                        coins, cash, part(held.quantity(coins), random, 18), amount(random, 900, Asset.USDT));
            default ->
                new Liquidated(
                        perp,
                        held.quantity(perp).negate(),
                        beside(SeriesKey.perp(venue, Asset.ETH), market, random),
                        cost(random));
        };
    }

    private static BigDecimal beside(SeriesKey key, MarketSnapshot market, Random random) {
        double price = market.value(market.layout().require(key));
        return Decimals.fillPrice(price * (0.99 + 0.02 * random.nextDouble()));
    }

    private static BigDecimal amount(Random random, double most, Asset asset) {
        return Decimals.down(Decimals.observed(random.nextDouble() * most), asset);
    }

    private static BigDecimal cost(Random random) {
        return amount(random, 20, Asset.USDT);
    }

    private static BigDecimal part(BigDecimal whole, Random random, int scale) {
        return whole.multiply(Decimals.observed(random.nextDouble() / 4)).setScale(scale, RoundingMode.DOWN);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
