package io.basis.backtest.run;

import static io.basis.domain.instrument.InstrumentKey.token;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import io.basis.pnl.PnlCore;
import io.basis.pnl.PnlState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A short run told event by event; books, exposure and profit and loss are computed as in production. */
public final class PlayedRun {

    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final InstrumentKey WALLET_ETH = token(Venue.WALLET, Asset.ETH);
    private static final InstrumentKey FLASH_LEG = token(Venue.INSTADAPP, Asset.WETH);
    private static final InstrumentKey PERP = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);

    private final StrategyDefinition definition;
    private final PnlCore pnl = new PnlCore();
    private final PnlState state = pnl.fresh("test");
    private final RunRecorder recorder;
    private Positions held;
    private long group;

    public PlayedRun(StrategyDefinition definition) {
        this.definition = definition;
        recorder = new RunRecorder(definition);
        held = Positions.none(new PositionLayout(definition.positions()));
        pnl.on(state, new StartedStrategy(definition, Status.RUNNING), (topic, message) -> {});
    }

    /**
     * 100 ETH levered to 500 weETH against 400 WETH; an hour later the protocol rate has grown to 1.01 and the market has
     * not, an hour later there is a reward.
     */
    public static PlayedRun levered() {
        StrategyDefinition definition = Setup.levered(Asset.WEETH).definition();
        Market start = Market.of(definition).with(SeriesKey.pool(Asset.EIGEN), 0.001);
        Market grown = start.nextHour().with(SeriesKey.lstRate(Asset.WEETH), 1.01);
        return new PlayedRun(definition)
                .at(start, new AccountEvent.Deposited(WALLET_ETH, number("100")))
                .sent(
                        OrderGroup.Execution.ATOMIC,
                        new Order.FlashBorrow(number("400")),
                        new Order.Stake(WALLET_ETH, Asset.WEETH, number("100")),
                        new Order.Stake(FLASH_LEG, Asset.WEETH, number("400")),
                        new Order.Supply(Asset.WEETH, number("500")),
                        new Order.Borrow(FLASH_LEG, number("400")),
                        new Order.FlashRepay(number("400")))
                .at(
                        start,
                        new AccountEvent.FlashBorrowed(ref(1), number("400"), ZERO),
                        staked(ref(2), WALLET_ETH, "100"),
                        staked(ref(3), FLASH_LEG, "400"),
                        new AccountEvent.Supplied(
                                ref(4), Asset.WEETH, number("500"), BigDecimal.ONE, number("500"), ZERO),
                        new AccountEvent.Borrowed(
                                ref(5), FLASH_LEG, number("400"), BigDecimal.ONE, number("400"), ZERO),
                        new AccountEvent.FlashRepaid(ref(6), number("400"), ZERO, ZERO))
                .at(grown)
                .at(grown.nextHour(), new AccountEvent.RewardPaid(Asset.EIGEN, number("10")));
    }

    /** A long position of 0.1 BTC from 60,000 whose profit is taken at 60,480, and a short one that a signal ends. */
    public static PlayedRun directional() {
        StrategyDefinition definition = Setup.directional(Asset.USDT).definition();
        Order.Stops stops = new Order.Stops(number("0.008"), number("0.004"));
        Market start = Market.of(definition);
        Market up = candle(start, 60_480);
        Market down = candle(up, 60_300);
        return new PlayedRun(definition)
                .at(start, new AccountEvent.Deposited(token(Venue.BINANCE, Asset.USDT), number("10000")))
                .sent(
                        OrderGroup.Execution.PARALLEL,
                        new Order.PerpTrade(Venue.BINANCE, Asset.BTC, number("0.1"), stops))
                .at(start, filled(new OrderRef(1, 1), "0.1", "60000"))
                .at(
                        up,
                        new AccountEvent.StopFilled(
                                new OrderRef(1, 1),
                                AccountEvent.Stop.TAKE_PROFIT,
                                PERP,
                                number("-0.1"),
                                number("60480"),
                                number("3"),
                                ZERO))
                .sent(
                        OrderGroup.Execution.PARALLEL,
                        new Order.PerpTrade(Venue.BINANCE, Asset.BTC, number("-0.1"), stops))
                .at(up, filled(new OrderRef(2, 1), "-0.1", "60480"))
                .sent(OrderGroup.Execution.PARALLEL, new Order.PerpTrade(Venue.BINANCE, Asset.BTC, number("0.1")))
                .at(down, filled(new OrderRef(3, 1), "0.1", "60300"));
    }

    /** Five minutes later, Bitcoin and its perpetual at a price. */
    static Market candle(Market before, double price) {
        return before.after(Duration.ofMinutes(5))
                .with(SeriesKey.spot(Venue.BINANCE, Asset.BTC).fiveMinutes(), price)
                .with(SeriesKey.perp(Venue.BINANCE, Asset.BTC).fiveMinutes(), price);
    }

    /** The next round of an instant, or the first one of the next. */
    public PlayedRun at(Market market, AccountEvent... events) {
        return at(market, List.of(), events);
    }

    public PlayedRun at(Market market, List<RiskReading> readings, AccountEvent... events) {
        MarketSnapshot snapshot = market.snapshot();
        held = Ledger.commit(held, List.of(events));
        Message assessment =
                Assessments.of(definition, held, snapshot, List.of(events), readings, Permission.TRADE, 0, group);
        recorder.on(assessment);
        pnl.on(state, assessment, (topic, report) -> recorder.on(report));
        return this;
    }

    /** A decision at an instant. */
    public PlayedRun decided(Market market, Action action, Reason reason) {
        recorder.on(new TargetPositions(
                market.snapshot().at(), 0, action, List.of(), 0.03, reason, 0.03, 0.02, group, null, true));
        return this;
    }

    private PlayedRun sent(OrderGroup.Execution execution, Order... orders) {
        group++;
        recorder.on(new OrderGroup(Setup.START, group, execution, 1, 1, new ArrayList<>(List.of(orders))));
        return this;
    }

    public RunRecord record() {
        return recorder.finish(Duration.ofMillis(20));
    }

    public Summary summary() {
        return Summary.of(record(), HandMadeRun.origin(false), Duration.ofMillis(1));
    }

    private static AccountEvent staked(OrderRef order, InstrumentKey from, String amount) {
        return new AccountEvent.Staked(order, from, Asset.WEETH, number(amount), BigDecimal.ONE, number(amount), ZERO);
    }

    private static AccountEvent filled(OrderRef order, String quantity, String price) {
        return new AccountEvent.PerpFilled(order, PERP, number(quantity), number(price), number("3"), ZERO);
    }

    private static OrderRef ref(int index) {
        return new OrderRef(1, index);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
