package io.basis.messaging;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Hedge;
import io.basis.domain.strategy.HedgeAllocation;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.Signals;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One plausible message of every kind. */
public final class Samples {

    public static final Instant AT = Instant.parse("2024-05-12T01:00:00Z");

    private static final InstrumentKey WALLET_USDT = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey BTC = InstrumentKey.token(Venue.BINANCE, Asset.BTC);
    private static final InstrumentKey BTC_PERP = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);
    private static final InstrumentKey FLASH_LEG = InstrumentKey.token(Venue.INSTADAPP, Asset.WETH);
    private static final OrderRef ORDER = new OrderRef(7, 2);

    private Samples() {}

    private static BigDecimal d(String decimal) {
        return new BigDecimal(decimal);
    }

    public static MarketSnapshot snapshot() {
        SeriesLayout layout = new SeriesLayout(List.of(
                SeriesKey.spot(Venue.BINANCE, Asset.BTC),
                SeriesKey.perp(Venue.BINANCE, Asset.BTC),
                SeriesKey.funding(Venue.BINANCE, Asset.BTC),
                SeriesKey.liquidityIndex(Asset.USDT),
                SeriesKey.GAS));
        double none = Double.NaN;
        return new MarketSnapshot(
                AT,
                layout,
                new double[] {60801.5, 60799.1, none, 1.087412345678901, 3.5},
                new double[] {60900, none, none, none, none},
                new double[] {60700.25, 60650, none, none, none},
                new Provenance[] {
                    Provenance.OBSERVED,
                    Provenance.SUBSTITUTED,
                    Provenance.ABSENT,
                    Provenance.OBSERVED,
                    Provenance.STALE
                });
    }

    public static Positions positions() {
        PositionLayout layout =
                new PositionLayout(List.of(WALLET_USDT, BTC, BTC_PERP, InstrumentKey.token(Venue.BINANCE, Asset.USDT)));
        return Positions.of(
                layout,
                new BigDecimal[] {d("1000.000000"), d("0.12345678"), d("-0.12345678"), d("0E-6")},
                new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, d("-7506.1234567800000000"), BigDecimal.ZERO});
    }

    public static List<AccountEvent> accountEvents() {
        InstrumentKey aUsdt = InstrumentKey.aToken(Asset.USDT);
        return List.of(
                new AccountEvent.Deposited(WALLET_USDT, d("100000.000000")),
                new AccountEvent.Withdrawn(WALLET_USDT, d("1E+3"), "w-1"),
                new AccountEvent.Transferred(
                        ORDER,
                        Asset.USDT,
                        d("10.5"),
                        WALLET_USDT,
                        InstrumentKey.token(Venue.BINANCE, Asset.USDT),
                        d("0.00042")),
                new AccountEvent.SpotFilled(
                        ORDER, BTC, d("0.1"), d("60801.50000000"), d("-6080.15"), d("6.08"), d("1.2")),
                new AccountEvent.PerpFilled(ORDER, BTC_PERP, d("-0.10000000"), d("60799.1"), d("2.4"), d("0E-6")),
                new AccountEvent.Supplied(
                        ORDER, Asset.USDT, d("10"), d("1.087"), d("9.199632014719411223551057958"), d("0")),
                new AccountEvent.Redeemed(
                        ORDER, Asset.USDT, d("10"), d("1.087"), d("9.199632014719411223551057958"), d("0")),
                new AccountEvent.FundingPaid(BTC_PERP, d("0.0001"), d("60799.1"), d("-0.6")),
                new AccountEvent.InterestCharged(InstrumentKey.token(Venue.BINANCE, Asset.USDT), d("0.01")),
                new AccountEvent.Liquidated(BTC_PERP, d("0.1"), d("90000"), d("450")),
                new AccountEvent.StopFilled(
                        ORDER, AccountEvent.Stop.STOP_LOSS, BTC_PERP, d("0.1"), d("59520"), d("2.4"), d("0")),
                new AccountEvent.EModeEnabled(ORDER, d("0.0001")),
                new AccountEvent.Borrowed(
                        ORDER, FLASH_LEG, d("5"), d("1.04"), d("4.807692307692307692307692308"), d("0")),
                new AccountEvent.Repaid(
                        ORDER, FLASH_LEG, d("5"), d("1.04"), d("4.807692307692307692307692308"), d("0")),
                new AccountEvent.FlashBorrowed(ORDER, d("5"), d("0.02")),
                new AccountEvent.FlashRepaid(ORDER, d("5"), d("0.0025"), d("0.1")),
                new AccountEvent.Staked(
                        ORDER, FLASH_LEG, Asset.WEETH, d("5"), d("1.04"), d("4.807692307692307692"), d("0")),
                new AccountEvent.UnstakeRequested(ORDER, Asset.WEETH, d("5"), d("1.04"), d("5.2"), d("0.003")),
                new AccountEvent.Unstaked(ORDER, Asset.WEETH, d("5.2")),
                new AccountEvent.Swapped(
                        ORDER,
                        InstrumentKey.home(Asset.EIGEN),
                        InstrumentKey.home(Asset.ETH),
                        d("100"),
                        d("0.1"),
                        d("0.0003"),
                        d("0.0001"),
                        d("0.002")),
                new AccountEvent.Unwrapped(ORDER, d("1"), d("2"), d("1"), d("0.002")),
                new AccountEvent.RewardPaid(Asset.EIGEN, d("1.231")),
                new AccountEvent.LoanLiquidated(d("5"), d("4.8"), Asset.WEETH, d("4.85"), d("4.849")),
                new AccountEvent.BalancesReported(List.of(
                        new AccountEvent.Balance(WALLET_USDT, d("1000.000000")),
                        new AccountEvent.Balance(BTC_PERP, d("-0.1"), d("60799.1")))),
                new AccountEvent.Adopted(WALLET_USDT, d("1000.000000"), null),
                new AccountEvent.Adopted(BTC_PERP, d("-0.1"), d("60799.1")),
                new AccountEvent.Airdropped(aUsdt, d("3.5")),
                new AccountEvent.Deleveraged(BTC_PERP, d("0.1"), d("50000"), d("0.000001")),
                new AccountEvent.ManuallyTraded(
                        BTC, InstrumentKey.token(Venue.BINANCE, Asset.USDT), d("0.1"), d("6000")),
                new AccountEvent.Accepted(ORDER),
                new AccountEvent.Rejected(ORDER, RejectReason.INSUFFICIENT_GAS, "needs 0.01 ETH of " + aUsdt));
    }

    public static List<Order> orders() {
        return List.of(
                new Order.Deposit(WALLET_USDT, d("100000")),
                new Order.Withdrawal(WALLET_USDT, d("5"), "w-1"),
                new Order.Transfer(Asset.USDT, d("5"), Venue.WALLET, Venue.BINANCE),
                new Order.SpotTrade(Venue.BINANCE, Asset.BTC, d("-0.1")),
                new Order.PerpTrade(Venue.BYBIT, Asset.ETH, d("0.1")),
                new Order.Supply(Asset.USDT, d("5")),
                new Order.Redeem(Asset.WEETH, d("0.000000000000000001")),
                new Order.PerpTrade(Venue.BINANCE, Asset.BTC, d("0.1"), new Order.Stops(d("0.008"), d("0.008"))),
                new Order.EnableEMode(),
                new Order.Borrow(FLASH_LEG, d("5")),
                new Order.Repay(FLASH_LEG, d("5")),
                new Order.FlashBorrow(d("5")),
                new Order.FlashRepay(d("5")),
                new Order.Stake(FLASH_LEG, Asset.WEETH, d("5")),
                new Order.Unstake(Asset.WEETH, d("5")),
                new Order.Swap(InstrumentKey.home(Asset.WEETH), FLASH_LEG, d("5"), d("4.9")),
                new Order.Unwrap(d("1")));
    }

    public static VenueReport report() {
        return new VenueReport(AT, 7, accountEvents());
    }

    public static OrderGroup group() {
        return new OrderGroup(AT, 7, OrderGroup.Execution.SEQUENTIAL, 1, 1, orders());
    }

    public static RiskAssessment assessment() {
        VenueMargin margin = new VenueMargin(Venue.BINANCE, 10, -1, 5, 0, 0, Double.POSITIVE_INFINITY);
        Exposure exposure = new Exposure(
                100000.1,
                99000.1,
                1,
                List.of(new AssetExposure(Asset.BTC, 1e-9, 60801.5)),
                0.001,
                List.of(margin),
                new Loan(10, 8, 0.95));
        return new RiskAssessment(
                1,
                7,
                snapshot(),
                accountEvents(),
                positions(),
                exposure,
                List.of(
                        RiskReading.of(RiskType.DELTA_DRIFT, null, 0.001, 0.02, 0.05),
                        RiskReading.of(RiskType.MARGIN_RATIO, Venue.BINANCE, Double.POSITIVE_INFINITY, 0.3, 0.2),
                        RiskReading.of(RiskType.PRICE_MOVE, null, Double.NaN, 0.1, 0.1)),
                Permission.REDUCE,
                RiskReading.of(RiskType.HEALTH_FACTOR, null, 1.09, 1.12, 1.1),
                3,
                4);
    }

    public static TargetPositions decision() {
        return new TargetPositions(
                AT,
                1,
                Action.ENTRY_PARTIAL,
                List.of(new Target(BTC, 0.5), new Target(BTC_PERP, -0.5)),
                0.03,
                Reason.DEVIATION,
                0.03,
                0.02,
                8,
                "d-1",
                false);
    }

    public static PnlReport pnl() {
        double[] amounts = new double[Source.values().length];
        amounts[Source.FUNDING.ordinal()] = 12.25;
        amounts[Source.FEES.ordinal()] = -1e-7;
        return new PnlReport(
                AT, 1, 100011.1, 99011.1, 100011.1, 100000, new Attribution(amounts), 1e-12, 1.0001, 1.0001);
    }

    public static StrategyDefinition definition(String strategy, Environment environment) {
        Costs costs = new Costs(
                true,
                true,
                true,
                false,
                d("10"),
                d("5.5"),
                d("30"),
                d("5"),
                Map.of("BTCUSDT", new TreeMap<>(Map.of(d("1000"), d("12.1"), d("1E+5"), d("14")))),
                Map.of(Costs.GasOperation.SUPPLY, 250_000L, Costs.GasOperation.TRANSFER, 65_000L),
                d("1.2"),
                d("0.08"),
                d("0.0125"));
        RiskLimits limits = new RiskLimits(
                Map.of(
                        RiskType.MARGIN_RATIO, new RiskLimits.Threshold(0.3, 0.2),
                        RiskType.DRAWDOWN, new RiskLimits.Threshold(0.04, 0.08)),
                0.4,
                0.05,
                0.04,
                new RiskLimits.CircuitBreaker(0.1, 6, 2));
        Parameters parameters = new Parameters(
                0.15,
                0.02,
                new Hedge(
                        new HedgeAllocation(Map.of(Venue.BINANCE, d("1"), Venue.OKX, d("0"))),
                        Hedge.Collateral.USDT,
                        0.5),
                new Staking(
                        Asset.WEETH,
                        0.5,
                        0.2,
                        Staking.Exit.QUEUE,
                        Duration.ofDays(7),
                        Asset.ETH,
                        new Staking.Rewards(true, false),
                        0.002,
                        d("0.01")),
                new Leverage(
                        0.93,
                        0.02215,
                        0.95,
                        0.01,
                        1.15,
                        null,
                        d("0.0005"),
                        Leverage.Fallback.SEQUENTIAL,
                        Duration.ofDays(3)),
                new Signals(0.7, 1, 2, 2, 0.001, 0.1),
                d("0.9"),
                limits,
                costs,
                new Execution(
                        Duration.ofMinutes(90),
                        Duration.ZERO,
                        d("1"),
                        Execution.Filter.NONE,
                        new Execution.Filter(d("0.001"), d("0.1"), d("100"))),
                d("0.05"),
                GapPolicy.SUBSTITUTE);
        return new StrategyDefinition(
                strategy,
                "btc_basis",
                Family.BASIS,
                environment,
                Asset.USDT,
                true,
                Asset.BTC,
                true,
                Duration.ofHours(1),
                d("100000"),
                AT,
                environment.replayed() ? AT.plus(Duration.ofDays(1)) : null,
                null,
                positions().layout().keys(),
                snapshot().layout().keys(),
                parameters,
                new Scenario(
                        "crash",
                        "All goes wrong",
                        List.of(
                                new Shock.Scale(
                                        Duration.ofHours(1),
                                        Duration.ZERO,
                                        SeriesPattern.parse("spot:*:ETH*"),
                                        0.6,
                                        Duration.ofHours(1)),
                                new Shock.Replace(
                                        Duration.ofHours(1), Duration.ZERO, SeriesPattern.parse("gas:*:*"), 800),
                                new Shock.Accrue(
                                        Duration.ofHours(1),
                                        Duration.ofDays(1),
                                        SeriesPattern.parse("borrow_index:*:*"),
                                        1),
                                new Shock.Stall(Duration.ofHours(1), Duration.ofDays(1), SeriesPattern.parse("*:*:*")),
                                new Shock.Freeze(Duration.ofHours(1), Duration.ofDays(2), Venue.BYBIT),
                                new Shock.Refuse(Duration.ofHours(1), Duration.ofDays(2), Venue.OKX),
                                new Shock.HoldTransfers(Duration.ofHours(1), Duration.ofDays(3)))));
    }

    /** The same, without the legs whose instruments and series are not in the sample's: a definition that can run. */
    public static StrategyDefinition unstaked(String strategy) {
        StrategyDefinition sample = definition(strategy, Environment.BACKTEST);
        Parameters all = sample.parameters();
        Parameters unstaked = new Parameters(
                all.targetApy(),
                all.deviationThreshold(),
                all.hedge(),
                null,
                null,
                null,
                all.collateralHaircut(),
                all.limits(),
                all.costs(),
                all.execution(),
                all.gasFloat(),
                all.gaps());
        return new StrategyDefinition(
                sample.strategy(),
                sample.mode(),
                sample.family(),
                sample.environment(),
                sample.shareClass(),
                sample.marketNeutral(),
                sample.asset(),
                sample.hedged(),
                sample.interval(),
                sample.capital(),
                sample.from(),
                sample.to(),
                sample.source(),
                sample.positions(),
                sample.series(),
                unstaked,
                null);
    }

    public static StartedStrategy started(String strategy, Status status) {
        return new StartedStrategy(definition(strategy, Environment.BACKTEST), status);
    }

    public static StrategyHalt halt() {
        return new StrategyHalt("DAT-001", "no price of BTC", "risk-service");
    }

    public static List<StrategyCommand> commands() {
        Flow flow = new Flow("d-1", Flow.Type.DEPOSIT, d("10.5"), AT);
        return List.of(
                new StrategyCommand.Start(definition("s", Environment.PAPER), List.of(flow)),
                new StrategyCommand.RequestFlow(flow),
                new StrategyCommand.Stop(),
                new StrategyCommand.EmergencyExit(),
                new StrategyCommand.Resume(),
                new StrategyCommand.Skip("risk-service", 2, "a report that came twice from the venue"));
    }
}
