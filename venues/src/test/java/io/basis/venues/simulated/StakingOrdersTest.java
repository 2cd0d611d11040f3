package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.RewardPaid;
import io.basis.domain.account.AccountEvent.Staked;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.account.AccountEvent.UnstakeRequested;
import io.basis.domain.account.AccountEvent.Unstaked;
import io.basis.domain.account.AccountEvent.Unwrapped;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.order.Order.Stake;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.order.Order.Unstake;
import io.basis.domain.order.Order.Unwrap;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staking, swapping and rewards; weETH at 1.25 ETH by its protocol and 1.24 at the market, ETH at 3,000. */
class StakingOrdersTest {

    private static final StrategyDefinition STAKING = Setup.staking(Asset.WEETH).definition();
    private static final InstrumentKey WALLET = InstrumentKey.home(Asset.ETH);
    private static final InstrumentKey USDT = InstrumentKey.home(Asset.USDT);
    private static final InstrumentKey TOKEN = InstrumentKey.home(Asset.WEETH);
    private static final InstrumentKey EIGEN = InstrumentKey.home(Asset.EIGEN);

    @Test
    void ethIsStakedAtTheProtocolRate() {
        // Given
        Scene scene = scene(STAKING, Book.of(STAKING).with("wallet:BaseToken:ETH", "10"));

        // When
        AccountEvent answer = scene.execute(new Stake(WALLET, Asset.WEETH, number("10")));

        // Then
        assertThat(((Staked) answer).minted()).isEqualByComparingTo("8");
        assertThat(scene.held("etherfi:BaseToken:WEETH")).isEqualTo("8");
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("0");
    }

    @Test
    void aClaimIsFixedAtTheRequestAndPaidAfterTheQueue() {
        // Given
        Scene scene = scene(STAKING, Book.of(STAKING).with("etherfi:BaseToken:WEETH", "8"));

        // When
        AccountEvent answer = scene.execute(new Unstake(Asset.WEETH, number("4")));
        List<AccountEvent> early =
                scene.pass(market(STAKING).after(Duration.ofDays(7).minusSeconds(1)));
        List<AccountEvent> due =
                scene.pass(market(STAKING).after(Duration.ofDays(7)).with(SeriesKey.lstRate(Asset.WEETH), 1.3));

        // Then
        assertThat(((UnstakeRequested) answer).claim()).isEqualByComparingTo("5");
        assertThat(early).isEmpty();
        assertThat(due).singleElement().isInstanceOf(Unstaked.class);
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("5");
        assertThat(scene.held("etherfi:UnstakeClaim:WEETH")).isEqualTo("0");
    }

    @Test
    void moreThanIsHeldIsNeitherStakedNorUnstakedNorSwapped() {
        // Given
        Scene scene = scene(
                STAKING, Book.of(STAKING).with("wallet:BaseToken:ETH", "1").with("etherfi:BaseToken:WEETH", "1"));

        // When
        List<AccountEvent> answers = List.of(
                scene.execute(new Stake(WALLET, Asset.WEETH, number("1.1"))),
                scene.execute(new Unstake(Asset.WEETH, number("1.1"))),
                scene.execute(new Swap(TOKEN, WALLET, number("1.1"), BigDecimal.ONE)));

        // Then
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(((Rejected) answer).reason()).isEqualTo(RejectReason.INSUFFICIENT_BALANCE));
    }

    /** weETH has 20, 24 and 35 bps up to 10,000, 100,000 and 1,000,000 USDT, 5 of them the pool's fee. */
    @ParameterizedTest
    @CsvSource({"2, 15", "20, 19", "200, 30"})
    void aSwapCostsItsPoolsFeeAndTheSlippageOfItsSize(String tokens, double slippageBps) {
        // Given
        StrategyDefinition charged = Setup.staking(Asset.WEETH)
                .costs(Setup.costs(true, true, false, false))
                .definition();
        Scene scene = scene(charged, Book.of(charged).with("etherfi:BaseToken:WEETH", tokens));
        double received = Double.parseDouble(tokens) * 1.24;

        // When
        Swapped swapped = (Swapped) scene.execute(new Swap(TOKEN, WALLET, number(tokens), BigDecimal.ZERO));

        // Then
        assertThat(swapped.received().doubleValue()).isCloseTo(received, within(1e-12));
        assertThat(swapped.fee().doubleValue()).isCloseTo(received * 5e-4, within(1e-12));
        assertThat(swapped.slippage().doubleValue()).isCloseTo(received * slippageBps * 1e-4, within(1e-12));
    }

    /** EIGEN to USDT goes through its own pool and that of WETH: 40 + 35 bps, 30 of each a fee. */
    @Test
    void aSwapToUsdtGoesThroughTwoPools() {
        // Given
        StrategyDefinition charged = Setup.staking(Asset.WEETH)
                .costs(Setup.costs(true, true, false, false))
                .definition();
        Scene scene = scene(charged, Book.of(charged).with("wallet:BaseToken:EIGEN", "1000"));

        // When
        Swapped swapped = (Swapped) scene.execute(new Swap(EIGEN, USDT, number("1000"), number("2900")));

        // Then
        assertThat(swapped.received().doubleValue()).isCloseTo(3_000, within(1e-5));
        assertThat(swapped.fee().doubleValue()).isCloseTo(18, within(1e-5));
        assertThat(swapped.slippage().doubleValue()).isCloseTo(4.5, within(1e-5));
        assertThat(scene.positions().units(USDT)).isCloseTo(2_977.5, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({"12.4, true", "12.400000001, false"})
    void aSwapBelowItsLimitFails(String least, boolean made) {
        // Given
        Scene scene = scene(STAKING, Book.of(STAKING).with("etherfi:BaseToken:WEETH", "10"));

        // When
        AccountEvent answer = scene.execute(new Swap(TOKEN, WALLET, number("10"), number(least)));

        // Then
        assertThat(answer instanceof Swapped).isEqualTo(made);
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo(made ? "12.4" : "0");
    }

    /** 8 weETH are 10 eETH; 0.2 EIGEN for each of them. */
    @Test
    void rewardsArePaidPerEethHeld() {
        // Given
        Scene scene = scene(STAKING, Book.of(STAKING).with("etherfi:BaseToken:WEETH", "8"));

        // When
        List<AccountEvent> events = scene.pass(market(STAKING).nextHour().with(SeriesKey.reward(Asset.EIGEN), 0.2));

        // Then
        assertThat(events).containsExactly(new RewardPaid(Asset.EIGEN, number("2.000000000000000000")));
        assertThat(scene.held("wallet:BaseToken:EIGEN")).isEqualTo("2");
    }

    @Test
    void rewardsArePaidOnCollateralToo() {
        // Given
        StrategyDefinition levered = Setup.levered(Asset.WEETH).definition();
        Scene scene = scene(
                levered, Book.of(levered).with("etherfi:BaseToken:WEETH", "8").with("aave_v3:aToken:aWEETH", "16"));

        // When
        scene.pass(
                market(levered).nextHour().liquidityIndex(Asset.WEETH, 1.5).with(SeriesKey.reward(Asset.ETHFI), 0.1));

        // Then
        assertThat(scene.held("wallet:BaseToken:ETHFI")).isEqualTo("4");
    }

    @Test
    void rewardsThatAreSwitchedOffOrNotEtherfisAreNotPaid() {
        // Given
        StrategyDefinition off = Setup.staking(Asset.WEETH)
                .staking(staking(new Staking.Rewards(false, false)))
                .definition();
        StrategyDefinition lido = Setup.staking(Asset.WSTETH).definition();
        Scene without = scene(off, Book.of(off).with("etherfi:BaseToken:WEETH", "8"));
        Scene other = new Scene(lido, Book.of(lido).with("lido:BaseToken:WSTETH", "8"), Market.of(lido));

        // When
        List<AccountEvent> none = without.pass(market(off).nextHour().with(SeriesKey.reward(Asset.EIGEN), 0.2));
        List<AccountEvent> neither = other.pass(Market.of(lido).nextHour());

        // Then
        assertThat(none).isEmpty();
        assertThat(neither).isEmpty();
    }

    /** 2 EIGEN at 0.001 ETH, in KING of 3 EIGEN and 1 ETHFI at 0.002: 0.002 ÷ 0.005 = 0.4 KING. */
    @Test
    void rewardsMayComeBundledAndAreOpened() {
        // Given
        StrategyDefinition bundled = Setup.staking(Asset.WEETH)
                .staking(staking(new Staking.Rewards(true, true)))
                .holding(InstrumentKey.home(Asset.KING))
                .watching(SeriesKey.inKing(Asset.EIGEN))
                .watching(SeriesKey.inKing(Asset.ETHFI))
                .definition();
        Market market = market(bundled).with(SeriesKey.inKing(Asset.EIGEN), 3).with(SeriesKey.inKing(Asset.ETHFI), 1);
        Scene scene = new Scene(bundled, Book.of(bundled).with("etherfi:BaseToken:WEETH", "8"), market);

        // When
        List<AccountEvent> paid = scene.pass(market.nextHour().with(SeriesKey.reward(Asset.EIGEN), 0.2));
        AccountEvent opened = scene.execute(new Unwrap(number("0.4")));

        // Then
        assertThat(paid).singleElement().isInstanceOfSatisfying(RewardPaid.class, reward -> {
            assertThat(reward.token()).isEqualTo(Asset.KING);
            assertThat(reward.amount()).isEqualByComparingTo("0.4");
        });
        assertThat(opened).isInstanceOf(Unwrapped.class);
        assertThat(scene.held("wallet:BaseToken:EIGEN")).isEqualTo("1.2");
        assertThat(scene.held("wallet:BaseToken:ETHFI")).isEqualTo("0.4");
        assertThat(scene.held("wallet:BaseToken:KING")).isEqualTo("0");
    }

    private static Staking staking(Staking.Rewards rewards) {
        return new Staking(
                Asset.WEETH,
                1,
                0.2,
                Staking.Exit.MARKET,
                Duration.ofDays(7),
                Asset.ETH,
                rewards,
                0.002,
                new BigDecimal("0.01"));
    }

    private static Scene scene(StrategyDefinition definition, Book book) {
        return new Scene(definition, book, market(definition));
    }

    private static Market market(StrategyDefinition definition) {
        Market market = Market.of(definition)
                .with(SeriesKey.lstRate(Asset.WEETH), 1.25)
                .with(SeriesKey.lstMarket(Asset.WEETH), 1.24)
                .with(SeriesKey.pool(Asset.EIGEN), 0.001)
                .with(SeriesKey.pool(Asset.ETHFI), 0.002);
        return market.with(new SeriesKey(SeriesKind.SPOT, "uniswap", "WETHUSDT"), 3_000);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
