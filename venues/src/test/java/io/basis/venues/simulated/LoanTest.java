package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Borrowed;
import io.basis.domain.account.AccountEvent.LoanLiquidated;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.Repaid;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Borrow;
import io.basis.domain.order.Order.EnableEMode;
import io.basis.domain.order.Order.FlashBorrow;
import io.basis.domain.order.Order.FlashRepay;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.Repay;
import io.basis.domain.order.Order.Stake;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.order.RejectReason;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Leverage;
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

/** Loans at Aave, alone and in flash groups; weETH at 1.25 ETH, supplied at an index of 1.1, WETH owed at one of 1.2. */
class LoanTest {

    private static final StrategyDefinition LEVERED = Setup.levered(Asset.WEETH).definition();
    private static final Market MARKET = market(LEVERED);
    private static final InstrumentKey WALLET = InstrumentKey.home(Asset.ETH);
    private static final InstrumentKey FLASH = InstrumentKey.token(Venue.INSTADAPP, Asset.WETH);
    private static final InstrumentKey TOKEN = InstrumentKey.home(Asset.WEETH);

    /** 80 weETH, worth 100 ETH, are supplied. */
    private static final Book SUPPLIED =
            Book.of(LEVERED).with("aave_v3:aToken:aWEETH", "72.727272727272727272727272728");

    @Test
    void whatIsSuppliedAndBorrowedIsScaledByItsIndexAgainstTheStrategy() {
        // Given
        Scene scene = new Scene(LEVERED, Book.of(LEVERED).with("etherfi:BaseToken:WEETH", "80"), MARKET);

        // When
        List<AccountEvent> events = scene.execute(
                Execution.SEQUENTIAL,
                new EnableEMode(),
                new Supply(Asset.WEETH, number("80")),
                new Borrow(WALLET, number("10")));

        // Then
        assertThat(events).noneMatch(Rejected.class::isInstance);
        assertThat(scene.held("aave_v3:aToken:aWEETH")).isEqualTo("72.727272727272727272727272727");
        assertThat(scene.held("aave_v3:debtToken:debtWETH")).isEqualTo("8.333333333333333333333333334");
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("10");
        assertThat(((Borrowed) events.getLast()).index()).isEqualByComparingTo("1.2");
    }

    @Test
    void withoutEModeNothingIsLent() {
        // Given
        Scene scene = new Scene(LEVERED, SUPPLIED, MARKET);

        // When
        AccountEvent answer = scene.execute(new Borrow(WALLET, BigDecimal.ONE));

        // Then
        assertRejected(answer, RejectReason.INSUFFICIENT_COLLATERAL);
    }

    /** 93 % of 100 ETH. */
    @ParameterizedTest
    @CsvSource({"92.999, true", "93.001, false"})
    void aaveLendsUpToItsLoanToValue(String amount, boolean lent) {
        // Given
        Scene scene = eMode(LEVERED, SUPPLIED);

        // When
        AccountEvent answer = scene.execute(new Borrow(WALLET, number(amount)));

        // Then
        assertThat(answer instanceof Borrowed).isEqualTo(lent);
    }

    /** 60 ETH owed need 60 ÷ 0.95 ETH of collateral: 36.84 of 100 may leave, at 1.25 ETH each. */
    @ParameterizedTest
    @CsvSource({"29.47, true", "29.48, false"})
    void collateralLeavesAsLongAsTheLoanIsCovered(String tokens, boolean left) {
        // Given
        Scene scene = eMode(LEVERED, SUPPLIED.with("aave_v3:debtToken:debtWETH", "50"));

        // When
        AccountEvent answer = scene.execute(new Redeem(Asset.WEETH, number(tokens)));

        // Then
        assertThat(answer instanceof Rejected).isEqualTo(!left);
        assertThat(scene.held("etherfi:BaseToken:WEETH")).isEqualTo(left ? tokens : "0");
    }

    @Test
    void aRepaymentTakesNoMoreThanIsOwedAndLeavesNoCrumb() {
        // Given
        Scene scene = eMode(
                LEVERED,
                SUPPLIED.with("aave_v3:debtToken:debtWETH", "8.333333333333333333333333334")
                        .with("wallet:BaseToken:ETH", "15"));

        // When
        AccountEvent answer = scene.execute(new Repay(WALLET, number("12")));

        // Then
        assertThat(((Repaid) answer).amount()).isEqualByComparingTo("10.000000000000000001");
        assertThat(scene.held("aave_v3:debtToken:debtWETH")).isEqualTo("0");
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("4.999999999999999999");
    }

    @Test
    void aPartialRepaymentTakesDebtOffRoundedDown() {
        // Given
        Scene scene =
                eMode(LEVERED, SUPPLIED.with("aave_v3:debtToken:debtWETH", "50").with("wallet:BaseToken:ETH", "15"));

        // When
        scene.execute(new Repay(WALLET, number("10")));

        // Then
        assertThat(scene.held("aave_v3:debtToken:debtWETH")).isEqualTo("41.666666666666666666666666667");
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("5");
    }

    @Test
    void aFlashGroupLeversInOneStep() {
        // Given
        Scene scene = new Scene(LEVERED, Book.of(LEVERED).with("wallet:BaseToken:ETH", "10"), MARKET);

        // When
        List<AccountEvent> events = scene.execute(Execution.ATOMIC, entry("40", "40", "40"));

        // Then
        assertThat(events).noneMatch(Rejected.class::isInstance);
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("0");
        assertThat(scene.held("instadapp:BaseToken:WETH")).isEqualTo("0");
        assertThat(scene.held("aave_v3:aToken:aWEETH")).startsWith("36.3636");
        assertThat(scene.held("aave_v3:debtToken:debtWETH")).startsWith("33.3333");
    }

    /** What is borrowed of Aave beyond the flash loan goes to the wallet. */
    @Test
    void whatIsLeftOfTheFlashLegGoesToTheWallet() {
        // Given
        Scene scene = new Scene(LEVERED, Book.of(LEVERED).with("wallet:BaseToken:ETH", "10"), MARKET);

        // When
        scene.execute(Execution.ATOMIC, entry("40", "41", "40"));

        // Then
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("1");
    }

    /** One thing wrong with the group of {@link #aFlashGroupLeversInOneStep}. */
    @ParameterizedTest
    @CsvSource({
        // Borrowed 47 against 50: beyond 93 %.
        "40, 47, 40, INSUFFICIENT_COLLATERAL",
        // 39 are there, 40 must go back.
        "40, 39, 40, FLASH_NOT_REPAID",
        // 39 of 40 go back.
        "40, 40, 39, FLASH_NOT_REPAID",
    })
    void aFlashGroupFailsAsAWholeAndEveryOrderIsAnswered(
            String flash, String borrowed, String repaid, RejectReason reason) {
        // Given
        Scene scene = new Scene(LEVERED, Book.of(LEVERED).with("wallet:BaseToken:ETH", "10"), MARKET);

        // When
        List<AccountEvent> events = scene.execute(Execution.ATOMIC, entry(flash, borrowed, repaid));

        // Then
        assertFailed(scene, events, 7, reason);
    }

    @Test
    void aFlashLoanWithoutRepaymentFails() {
        // Given
        Scene scene = new Scene(LEVERED, Book.of(LEVERED).with("wallet:BaseToken:ETH", "10"), MARKET);

        // When
        List<AccountEvent> events = scene.execute(
                Execution.ATOMIC, new FlashBorrow(number("5")), new Stake(FLASH, Asset.WEETH, number("5")));

        // Then
        assertFailed(scene, events, 2, RejectReason.FLASH_NOT_REPAID);
    }

    @Test
    void aFlashLoanOutsideAnAtomicGroupIsRefused() {
        // Given
        Scene scene = new Scene(LEVERED, Book.of(LEVERED).with("wallet:BaseToken:ETH", "10"), MARKET);

        // When
        List<AccountEvent> events =
                scene.execute(Execution.SEQUENTIAL, new FlashBorrow(number("5")), new FlashRepay(number("5")));

        // Then
        assertFailed(scene, events, 2, RejectReason.FLASH_NOT_REPAID);
    }

    /** The lender asks 0.02 WETH for 40, which the group does not bring. */
    @Test
    void aFeeThatIsNotCoveredFailsTheGroup() {
        // Given
        StrategyDefinition charged = Setup.levered(Asset.WEETH)
                .leverage(new Leverage(
                        0.93,
                        0.02215,
                        0.95,
                        0.01,
                        1.15,
                        null,
                        number("0.0005"),
                        Leverage.Fallback.WAIT,
                        Duration.ofDays(3)))
                .definition();
        Scene unpaid = new Scene(charged, Book.of(charged).with("wallet:BaseToken:ETH", "10"), market(charged));
        Scene paid = new Scene(charged, Book.of(charged).with("wallet:BaseToken:ETH", "10"), market(charged));

        // When
        List<AccountEvent> tooLittle = unpaid.execute(Execution.ATOMIC, entry("40", "40.019", "40"));
        List<AccountEvent> enough = paid.execute(Execution.ATOMIC, entry("40", "40.02", "40"));

        // Then
        assertFailed(unpaid, tooLittle, 7, RejectReason.FLASH_NOT_REPAID);
        assertThat(enough).noneMatch(Rejected.class::isInstance);
        assertThat(((AccountEvent.FlashRepaid) enough.getLast()).fee()).isEqualByComparingTo("0.02");
    }

    @Test
    void aLenderThatIsAwayFailsTheGroup() {
        // Given
        StrategyDefinition refused = Setup.levered(Asset.WEETH)
                .scenario(new Scenario(
                        "x", "x", List.of(new Shock.Refuse(Duration.ZERO, Duration.ofHours(1), Venue.MORPHO))))
                .definition();
        Scene scene = new Scene(refused, Book.of(refused).with("wallet:BaseToken:ETH", "10"), MARKET);

        // When
        List<AccountEvent> events = scene.execute(Execution.ATOMIC, entry("40", "40", "40"));

        // Then
        assertFailed(scene, events, 7, RejectReason.FLASH_UNAVAILABLE);
    }

    /** On the way out: 10 weETH bring 12.4 ETH at the market, the order asks for 12.5. */
    @Test
    void slippageBeyondItsLimitFailsTheGroup() {
        // Given
        Scene scene = eMode(LEVERED, SUPPLIED.with("aave_v3:debtToken:debtWETH", "50"));

        // When
        List<AccountEvent> events = scene.execute(
                Execution.ATOMIC,
                new FlashBorrow(number("12")),
                new Repay(FLASH, number("12")),
                new Redeem(Asset.WEETH, number("10")),
                new Swap(TOKEN, FLASH, number("10"), number("12.5")),
                new FlashRepay(number("12")));

        // Then
        assertThat(events).hasSize(5).allMatch(Rejected.class::isInstance);
        assertThat(((Rejected) events.get(3)).reason()).isEqualTo(RejectReason.SLIPPAGE);
        assertThat(scene.held("aave_v3:debtToken:debtWETH")).isEqualTo("50");
        assertThat(scene.held("etherfi:BaseToken:WEETH")).isEqualTo("0");
    }

    @Test
    void theFlashLoanPaysTheGasOfTheWholeGroup() {
        // Given
        StrategyDefinition charged = Setup.levered(Asset.WEETH)
                .costs(Setup.costs(false, false, true, false))
                .definition();
        Scene scene = new Scene(charged, Book.of(charged).with("wallet:BaseToken:ETH", "11"), market(charged));

        // When
        scene.execute(Execution.ATOMIC, entry("40", "40", "40"));

        // Then
        // E-mode 150,000 and the entry 1,250,000 units at 12 gwei.
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("0.9832");
    }

    /** C 100; half of the debt at a time, and 1 % on top for the liquidator, until the rest is sound. */
    @ParameterizedTest
    @CsvSource({
        // HF 1: sound.
        "95, 0, 100, 95",
        // HF 0.990, then 1.020.
        "96, 1, 51.52, 48",
        // HF 0.979, then 0.9993, then 1.039.
        "97, 2, 26.5225, 24.25",
    })
    void aLiquidatorRepaysHalfOfTheDebtAndTakesOnePerCent(
            double debt, int times, double collateralLeft, double debtLeft) {
        // Given
        Scene scene = eMode(
                LEVERED,
                SUPPLIED.with(
                        "aave_v3:debtToken:debtWETH",
                        BigDecimal.valueOf(debt / 1.2).toPlainString()));

        // When
        List<AccountEvent> events = scene.pass(MARKET.nextHour());

        // Then
        assertThat(events).hasSize(times).allMatch(LoanLiquidated.class::isInstance);
        assertThat(collateral(scene)).isCloseTo(collateralLeft, within(1e-9));
        assertThat(debt(scene)).isCloseTo(debtLeft, within(1e-9));
    }

    /** C 100, D 90 against a threshold of 0.8: HF 0.889. */
    @Test
    void belowAHealthFactorOfPointNineFiveAllOfTheDebtIsRepaid() {
        // Given
        StrategyDefinition careful = Setup.levered(Asset.WEETH)
                .leverage(new Leverage(
                        0.75,
                        0.02215,
                        0.8,
                        0.01,
                        1.15,
                        null,
                        BigDecimal.ZERO,
                        Leverage.Fallback.WAIT,
                        Duration.ofDays(3)))
                .definition();
        Scene scene = eMode(careful, SUPPLIED.with("aave_v3:debtToken:debtWETH", "75"));

        // When
        List<AccountEvent> events = scene.pass(MARKET.nextHour());

        // Then
        assertThat(events).singleElement().isInstanceOfSatisfying(LoanLiquidated.class, liquidated -> {
            assertThat(liquidated.repaid().doubleValue()).isCloseTo(90, within(1e-9));
            assertThat(liquidated.seized().doubleValue()).isCloseTo(90.9 / 1.25, within(1e-9));
        });
        assertThat(scene.held("aave_v3:debtToken:debtWETH")).isEqualTo("0");
        assertThat(collateral(scene)).isCloseTo(9.1, within(1e-9));
    }

    /** C 64, D 84: all collateral goes for 64 ÷ 1.01 of debt, the rest stays owed. */
    @Test
    void collateralThatIsTooShortLeavesABadDebt() {
        // Given
        Scene scene = eMode(LEVERED, SUPPLIED.with("aave_v3:debtToken:debtWETH", "70"));
        Market slashed = MARKET.nextHour().with(SeriesKey.lstRate(Asset.WEETH), 0.8);

        // When
        List<AccountEvent> events = scene.pass(slashed);
        List<AccountEvent> later = scene.pass(slashed.nextHour());

        // Then
        assertThat(events).hasSize(1);
        assertThat(later).isEmpty();
        assertThat(scene.held("aave_v3:aToken:aWEETH")).isEqualTo("0");
        assertThat(debt(scene)).isCloseTo(84 - 64 / 1.01, within(1e-9));
    }

    private static Order[] entry(String flash, String borrowed, String repaid) {
        return new Order[] {
            new EnableEMode(),
            new FlashBorrow(number(flash)),
            new Stake(WALLET, Asset.WEETH, number("10")),
            new Stake(FLASH, Asset.WEETH, number(flash)),
            new Supply(Asset.WEETH, number("40")),
            new Borrow(FLASH, number(borrowed)),
            new FlashRepay(number(repaid)),
        };
    }

    private static void assertFailed(Scene scene, List<AccountEvent> events, int orders, RejectReason reason) {
        assertThat(events).hasSize(orders).allMatch(Rejected.class::isInstance);
        assertThat(events)
                .extracting(event -> ((Rejected) event).reason())
                .contains(reason)
                .containsOnly(reason, RejectReason.GROUP_FAILED);
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("10");
        assertThat(scene.held("etherfi:BaseToken:WEETH")).isEqualTo("0");
        assertThat(scene.held("aave_v3:aToken:aWEETH")).isEqualTo("0");
        assertThat(scene.held("aave_v3:debtToken:debtWETH")).isEqualTo("0");
        assertThat(scene.execute(new Borrow(WALLET, BigDecimal.ONE))).isInstanceOf(Rejected.class);
    }

    private static void assertRejected(AccountEvent answer, RejectReason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    private static Scene eMode(StrategyDefinition definition, Book book) {
        Scene scene = new Scene(definition, book, MARKET);
        scene.execute(new EnableEMode());
        return scene;
    }

    private static double collateral(Scene scene) {
        return scene.positions().units(InstrumentKey.aToken(Asset.WEETH)) * 1.1 * 1.25;
    }

    private static double debt(Scene scene) {
        return scene.positions().units(InstrumentKey.debtToken(Asset.WETH)) * 1.2;
    }

    private static Market market(StrategyDefinition definition) {
        return Market.of(definition)
                .with(SeriesKey.lstRate(Asset.WEETH), 1.25)
                .with(SeriesKey.lstMarket(Asset.WEETH), 1.24)
                .with(SeriesKey.pool(Asset.EIGEN), 0.001)
                .with(SeriesKey.pool(Asset.ETHFI), 0.001)
                .liquidityIndex(Asset.WEETH, 1.1)
                .with(SeriesKey.borrowIndex(Asset.WETH), 1.2);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
