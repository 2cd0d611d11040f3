package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.Stake;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.order.Order.Unstake;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.Staking.Exit;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plain staking, as wstETH at 1.25 ETH by its protocol and 1.24 ETH at the market. */
class StakingLifeTest {

    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.ETH);
    private static final InstrumentKey WALLET_USDT = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey TOKEN = InstrumentKey.home(Asset.WSTETH);
    private static final SeriesKey WETH_IN_USDT = new SeriesKey(SeriesKind.SPOT, "uniswap", "WETHUSDT");

    private static final StrategyDefinition AT_MARKET =
            Setup.staking(Asset.WSTETH).definition();
    private static final StrategyDefinition BY_QUEUE = Setup.staking(Asset.WSTETH)
            .staking(staking(Asset.WSTETH, Exit.QUEUE, Asset.ETH))
            .definition();
    private static final Market FIRST = market(AT_MARKET);
    private static final Book STAKED = Book.of(AT_MARKET).with("lido:BaseToken:WSTETH", "80");

    @Test
    void allCapitalIsStakedAtTheProtocolRate() {
        // Given
        Loop loop = Loop.simulated(AT_MARKET);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups)
                .containsExactly(
                        List.of(new Deposit(WALLET, number("100"))),
                        List.of(new Stake(WALLET, Asset.WSTETH, number("100"))));
        assertThat(loop.held("lido:BaseToken:WSTETH")).isEqualTo("80");
        assertThat(loop.held("wallet:BaseToken:ETH")).isEqualTo("0");
        assertThat(loop.reasons())
                .containsExactly(Reason.FLOW_BOOKED, Reason.NOTHING_DEPLOYED, Reason.WITHIN_THRESHOLD);
        assertThat(loop.last().targets()).singleElement().satisfies(target -> {
            assertThat(target.instrument()).isEqualTo(TOKEN);
            assertThat(target.quantity()).isCloseTo(80, within(1e-12));
        });
    }

    @Test
    void theGasFloatStaysInTheWalletAndPaysTheGas() {
        // Given
        Loop loop = Loop.simulated(Setup.staking(Asset.WSTETH)
                .gasFloat("0.05")
                .costs(Setup.costs(false, false, true, false))
                .definition());

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups.getLast()).containsExactly(new Stake(WALLET, Asset.WSTETH, number("99.95")));
        assertThat(loop.held("wallet:BaseToken:ETH")).isEqualTo("0.0482");
    }

    @Test
    void capitalInUsdtIsSwappedFirst() {
        // Given
        Loop loop = Loop.simulated(Setup.staking(Asset.WSTETH)
                .staking(staking(Asset.WSTETH, Exit.MARKET, Asset.USDT))
                .definition());

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST.with(WETH_IN_USDT, 3_000));

        // Then
        assertThat(groups)
                .startsWith(
                        List.of(new Deposit(WALLET_USDT, number("300000.000000"))),
                        List.of(new Swap(
                                WALLET_USDT, WALLET, number("300000.000000"), number("99.000000000000000000"))));
        assertThat(loop.held().units(TOKEN)).isCloseTo(80, within(1e-15));
        assertThat(loop.held("wallet:BaseToken:USDT")).isEqualTo("0");
    }

    @Test
    void aDepositIsStakedAndDoesNotTouchWhatIs() {
        // Given
        Loop loop = Loop.simulatedHolding(AT_MARKET, STAKED, flow("d-1", Flow.Type.DEPOSIT, "25", 1, false));
        loop.at(FIRST);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST.nextHour());

        // Then
        assertThat(groups)
                .containsExactly(
                        List.of(new Deposit(WALLET, number("25"))),
                        List.of(new Stake(WALLET, Asset.WSTETH, number("25"))));
        assertThat(loop.held("lido:BaseToken:WSTETH")).isEqualTo("100");
        assertThat(loop.decisions.get(2).reason()).isEqualTo(Reason.DEPOSIT);
    }

    @Test
    void aWithdrawalByTheQueueWaitsForItsDaysAndCostsNothing() {
        // Given
        Loop loop = Loop.simulatedHolding(BY_QUEUE, STAKED, flow("w-1", Flow.Type.WITHDRAWAL, "10", 0, false));

        // When
        List<List<Order>> asked = loop.ordersAt(FIRST);
        List<List<Order>> waiting = loop.ordersAt(FIRST.after(Duration.ofDays(3).minusHours(1)));
        Reason whileWaiting = loop.last().reason();
        List<List<Order>> paid = loop.ordersAt(FIRST.after(Duration.ofDays(3)));

        // Then
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst()).singleElement().isInstanceOfSatisfying(Unstake.class, order -> {
            assertThat(order.lst()).isEqualTo(Asset.WSTETH);
            assertThat(order.amount()).isCloseTo(number("8"), within(number("0.00000001")));
        });
        assertThat(waiting).isEmpty();
        assertThat(whileWaiting).isEqualTo(Reason.UNSTAKING);
        assertThat(paid).containsExactly(List.of(new Order.Withdrawal(WALLET, number("10"), "w-1")));
        assertThat(loop.held().quantity(TOKEN)).isCloseTo(number("72"), within(number("0.00000001")));
    }

    @Test
    void anUrgentWithdrawalLeavesAtTheMarketAtOnce() {
        // Given
        Loop loop = Loop.simulatedHolding(BY_QUEUE, STAKED, flow("w-1", Flow.Type.WITHDRAWAL, "10", 0, true));

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups).hasSize(2);
        assertThat(groups.getFirst()).singleElement().isInstanceOfSatisfying(Swap.class, swap -> {
            assertThat(swap.amount().doubleValue()).isCloseTo(10 / 1.24, within(1e-7));
            assertThat(swap.least().doubleValue()).isCloseTo(10 * 0.99, within(1e-7));
        });
        assertThat(groups.getLast()).containsExactly(new Order.Withdrawal(WALLET, number("10"), "w-1"));
    }

    @Test
    void aStopLeavesByTheQueueAndAnEmergencyAtTheMarket() {
        // Given
        Loop stopped = Loop.simulatedHolding(BY_QUEUE, STAKED);
        Loop emergency = Loop.simulatedHolding(BY_QUEUE, STAKED);

        // When
        stopped.command(new StrategyCommand.Stop());
        List<List<Order>> queued = stopped.ordersAt(FIRST);
        stopped.at(FIRST.after(Duration.ofDays(3)));
        emergency.command(new StrategyCommand.EmergencyExit());
        emergency.at(FIRST);

        // Then
        assertThat(queued).containsExactly(List.of(new Unstake(Asset.WSTETH, number("80"))));
        assertThat(stopped.held("wallet:BaseToken:ETH")).isEqualTo("100");
        assertThat(stopped.held("lido:UnstakeClaim:WSTETH")).isEqualTo("0");
        assertThat(emergency.held("wallet:BaseToken:ETH")).isEqualTo("99.2");
        assertThat(emergency.held("lido:BaseToken:WSTETH")).isEqualTo("0");
    }

    @Test
    void ethLeftIdleBeyondTheThresholdIsStaked() {
        // Given
        Loop little = Loop.simulatedHolding(AT_MARKET, STAKED.with("wallet:BaseToken:ETH", "2"));
        Loop much = Loop.simulatedHolding(AT_MARKET, STAKED.with("wallet:BaseToken:ETH", "2.1"));

        // When
        List<List<Order>> none = little.ordersAt(FIRST);
        List<List<Order>> some = much.ordersAt(FIRST);

        // Then
        assertThat(none).isEmpty();
        assertThat(some).containsExactly(List.of(new Stake(WALLET, Asset.WSTETH, number("2.1"))));
        assertThat(much.decisions.getFirst().action()).isEqualTo(Action.ENTRY_PARTIAL);
    }

    @Test
    void aDepegStopsEntryAndForcesNoSale() {
        // Given
        RiskReading depeg = RiskReading.of(RiskType.DEPEG, null, 0.06, 0.02, 0.05);
        Loop loop = Loop.simulatedHolding(AT_MARKET, STAKED.with("wallet:BaseToken:ETH", "10"))
                .allow(Permission.NO_ENTRY, depeg);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups).isEmpty();
        assertThat(loop.last().reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    /** 100 EIGEN at 0.003 ETH are 0.3 ETH, more than 0.2 % of 80 × 1.25 ETH; 60 of them are less. */
    @Test
    void rewardTokensAreSoldOnceTheyAreWorthIt() {
        // Given
        StrategyDefinition definition = Setup.staking(Asset.WEETH).definition();
        Market market = Market.of(definition)
                .with(SeriesKey.lstRate(Asset.WEETH), 1.25)
                .with(SeriesKey.lstMarket(Asset.WEETH), 1.24)
                .with(SeriesKey.pool(Asset.EIGEN), 0.003)
                .with(SeriesKey.pool(Asset.ETHFI), 0.001);
        Book staked = Book.of(definition).with("etherfi:BaseToken:WEETH", "80");
        Loop little = Loop.simulatedHolding(definition, staked.with("wallet:BaseToken:EIGEN", "60"));
        Loop much = Loop.simulatedHolding(definition, staked.with("wallet:BaseToken:EIGEN", "100"));

        // When
        List<List<Order>> none = little.ordersAt(market);
        List<List<Order>> some = much.ordersAt(market);

        // Then
        assertThat(none).isEmpty();
        assertThat(some)
                .containsExactly(List.of(new Swap(
                        InstrumentKey.home(Asset.EIGEN), WALLET, number("100"), number("0.294000000000000000"))));
        assertThat(much.decisions.getFirst().action()).isEqualTo(Action.SELL_DUST);
        assertThat(much.held("wallet:BaseToken:ETH")).isEqualTo("0.3");
    }

    @Test
    void rewardTokensThatMadeDeltaCriticalAreSoldToo() {
        // Given
        StrategyDefinition definition = Setup.staking(Asset.WEETH).definition();
        Market market = Market.of(definition)
                .with(SeriesKey.lstRate(Asset.WEETH), 1.25)
                .with(SeriesKey.lstMarket(Asset.WEETH), 1.24)
                .with(SeriesKey.pool(Asset.EIGEN), 0.003)
                .with(SeriesKey.pool(Asset.ETHFI), 0.001);
        Book staked = Book.of(definition).with("etherfi:BaseToken:WEETH", "80").with("wallet:BaseToken:EIGEN", "2000");
        RiskReading drift = RiskReading.of(RiskType.DELTA_DRIFT, null, 0.057, 0.02, 0.05);
        Loop loop = Loop.simulatedHolding(definition, staked).allow(Permission.REDUCE, drift);

        // When
        loop.at(market);

        // Then
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.RISK_REDUCE);
        assertThat(loop.held("wallet:BaseToken:ETH")).isEqualTo("6");
    }

    private static Market market(StrategyDefinition definition) {
        return Market.of(definition)
                .with(SeriesKey.lstRate(Asset.WSTETH), 1.25)
                .with(SeriesKey.lstMarket(Asset.WSTETH), 1.24);
    }

    private static Staking staking(Asset lst, Exit exit, Asset fundedIn) {
        return new Staking(
                lst,
                1,
                0.20,
                exit,
                Duration.ofDays(3),
                fundedIn,
                new Staking.Rewards(false, false),
                0.002,
                new BigDecimal("0.01"));
    }

    private static Flow flow(String id, Flow.Type type, String amount, int hours, boolean urgent) {
        return new Flow(id, type, number(amount), Setup.START.plus(Duration.ofHours(hours)), urgent);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
