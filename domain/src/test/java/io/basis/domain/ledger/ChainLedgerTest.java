package io.basis.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Accepted;
import io.basis.domain.account.AccountEvent.Borrowed;
import io.basis.domain.account.AccountEvent.EModeEnabled;
import io.basis.domain.account.AccountEvent.FlashBorrowed;
import io.basis.domain.account.AccountEvent.FlashRepaid;
import io.basis.domain.account.AccountEvent.LoanLiquidated;
import io.basis.domain.account.AccountEvent.Repaid;
import io.basis.domain.account.AccountEvent.RewardPaid;
import io.basis.domain.account.AccountEvent.Staked;
import io.basis.domain.account.AccountEvent.Stop;
import io.basis.domain.account.AccountEvent.StopFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.account.AccountEvent.UnstakeRequested;
import io.basis.domain.account.AccountEvent.Unstaked;
import io.basis.domain.account.AccountEvent.Unwrapped;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.OrderRef;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How events on chain, and stops, change positions. */
class ChainLedgerTest {

    private static final StrategyDefinition DEFINITION = Setup.hedgedStaking(Asset.WEETH)
            .lever()
            .holding(InstrumentKey.home(Asset.KING))
            .definition();
    private static final OrderRef ORDER = new OrderRef(7, 1);
    private static final InstrumentKey WALLET = InstrumentKey.home(Asset.ETH);
    private static final InstrumentKey FLASH = InstrumentKey.token(Venue.INSTADAPP, Asset.WETH);
    private static final BigDecimal NO_GAS = BigDecimal.ZERO;
    private static final Book RICH = Book.of(DEFINITION)
            .with("wallet:BaseToken:ETH", "100")
            .with("etherfi:BaseToken:WEETH", "50")
            .with("wallet:BaseToken:EIGEN", "30")
            .with("wallet:BaseToken:KING", "2")
            .with("aave_v3:aToken:aWEETH", "40")
            .with("aave_v3:debtToken:debtWETH", "20");

    @Test
    void stakingTurnsEthIntoTokens() {
        // When
        Positions after = commit(
                new Staked(ORDER, WALLET, Asset.WEETH, number("10"), number("1.25"), number("8"), number("0.01")));

        // Then
        assertHeld(after, "wallet:BaseToken:ETH", "89.99");
        assertHeld(after, "etherfi:BaseToken:WEETH", "58");
    }

    @Test
    void unstakingTurnsTokensIntoAClaimAndTheClaimIntoEth() {
        // When
        Positions asked = commit(
                new UnstakeRequested(ORDER, Asset.WEETH, number("8"), number("1.25"), number("10"), number("0.01")));
        Positions paid = Ledger.commit(asked, List.of(new Unstaked(ORDER, Asset.WEETH, number("10"))));

        // Then
        assertHeld(asked, "etherfi:BaseToken:WEETH", "42");
        assertHeld(asked, "etherfi:UnstakeClaim:WEETH", "10");
        assertHeld(asked, "wallet:BaseToken:ETH", "99.99");
        assertHeld(paid, "etherfi:UnstakeClaim:WEETH", "0");
        assertHeld(paid, "wallet:BaseToken:ETH", "109.99");
    }

    @Test
    void aSwapPaysItsCostsInWhatItReceivesAndItsGasInEth() {
        // When
        Positions after = commit(new Swapped(
                ORDER,
                InstrumentKey.home(Asset.EIGEN),
                InstrumentKey.home(Asset.USDT),
                number("30"),
                number("90"),
                number("0.27"),
                number("0.13"),
                number("0.01")));

        // Then
        assertHeld(after, "wallet:BaseToken:EIGEN", "0");
        assertHeld(after, "wallet:BaseToken:USDT", "89.6");
        assertHeld(after, "wallet:BaseToken:ETH", "99.99");
    }

    @Test
    void kingOpensIntoItsTokens() {
        // When
        Positions after = commit(new Unwrapped(ORDER, number("2"), number("3"), number("1"), number("0.01")));

        // Then
        assertHeld(after, "wallet:BaseToken:KING", "0");
        assertHeld(after, "wallet:BaseToken:EIGEN", "33");
        assertHeld(after, "wallet:BaseToken:ETHFI", "1");
        assertHeld(after, "wallet:BaseToken:ETH", "99.99");
    }

    @Test
    void rewardsArriveWhereTheirTokenLies() {
        // When
        Positions after = commit(new RewardPaid(Asset.ETHFI, number("1.5")), new RewardPaid(Asset.KING, number("1")));

        // Then
        assertHeld(after, "wallet:BaseToken:ETHFI", "1.5");
        assertHeld(after, "wallet:BaseToken:KING", "3");
    }

    @Test
    void aLoanIsOwedScaledAndRepaidScaled() {
        // When
        Positions borrowed =
                commit(new Borrowed(ORDER, WALLET, number("12"), number("1.2"), number("10"), number("0.01")));
        Positions repaid = Ledger.commit(
                borrowed,
                List.of(new Repaid(ORDER, WALLET, number("36"), number("1.2"), number("30"), number("0.01"))));

        // Then
        assertHeld(borrowed, "aave_v3:debtToken:debtWETH", "30");
        assertHeld(borrowed, "wallet:BaseToken:ETH", "111.99");
        assertHeld(repaid, "aave_v3:debtToken:debtWETH", "0");
        assertHeld(repaid, "wallet:BaseToken:ETH", "75.98");
    }

    @Test
    void moreThanIsOwedIsNeverRepaid() {
        // When
        var thrown = assertThatThrownBy(
                () -> commit(new Repaid(ORDER, WALLET, number("25.2"), number("1.2"), number("21"), NO_GAS)));

        // Then
        thrown.isInstanceOf(LedgerViolation.class)
                .hasMessage("aave_v3:debtToken:debtWETH must not be negative, would be -1");
    }

    @Test
    void eModeCostsItsGasAlone() {
        // When
        Positions after = commit(new EModeEnabled(ORDER, number("0.01")), new Accepted(ORDER));

        // Then
        assertHeld(after, "wallet:BaseToken:ETH", "99.99");
    }

    @Test
    void aLiquidatorTakesDebtOffAndCollateralAway() {
        // When
        Positions after =
                commit(new LoanLiquidated(number("12"), number("10"), Asset.WEETH, number("9.7"), number("9.5")));

        // Then
        assertHeld(after, "aave_v3:debtToken:debtWETH", "10");
        assertHeld(after, "aave_v3:aToken:aWEETH", "30.5");
        assertHeld(after, "wallet:BaseToken:ETH", "100");
    }

    @Test
    void aStopRealisesItsProfitLikeAnyFill() {
        // Given
        Book book = Book.of(DEFINITION).with("binance:Perp:ETHUSDT", "-2", "3000");

        // When
        Positions after = Ledger.commit(
                book.positions(),
                List.of(new StopFilled(
                        ORDER,
                        Stop.TAKE_PROFIT,
                        InstrumentKey.perp(Venue.BINANCE, Asset.ETH),
                        number("2"),
                        number("2900"),
                        number("2.9"),
                        number("1.1"))));

        // Then
        assertHeld(after, "binance:Perp:ETHUSDT", "0");
        assertHeld(after, "binance:BaseToken:USDT", "196");
    }

    @Test
    void aFlashGroupLeavesTheFlashLegEmpty() {
        // When
        Positions after = commit(
                new FlashBorrowed(ORDER, number("40"), number("0.02")),
                new Staked(ORDER, FLASH, Asset.WEETH, number("40"), number("1.25"), number("32"), NO_GAS),
                new Supplied(ORDER, Asset.WEETH, number("32"), BigDecimal.ONE, number("32"), NO_GAS),
                new Borrowed(ORDER, FLASH, number("41"), BigDecimal.ONE, number("41"), NO_GAS),
                new FlashRepaid(ORDER, number("40"), number("0.02"), number("0.98")));

        // Then
        assertHeld(after, "instadapp:BaseToken:WETH", "0");
        assertHeld(after, "wallet:BaseToken:ETH", "100.96");
        assertHeld(after, "aave_v3:aToken:aWEETH", "72");
        assertHeld(after, "aave_v3:debtToken:debtWETH", "61");
    }

    @Test
    void aFlashLoanMustBeRepaidAtCommit() {
        // When
        var thrown = assertThatThrownBy(() -> commit(
                new FlashBorrowed(ORDER, number("40"), NO_GAS),
                new Staked(ORDER, FLASH, Asset.WEETH, number("40"), number("1.25"), number("32"), NO_GAS)));

        // Then
        thrown.isInstanceOf(LedgerViolation.class).hasMessage("flash loan of 40 WETH is not repaid");
    }

    @Test
    void partOfItIsNotEnough() {
        // When
        var thrown = assertThatThrownBy(() -> commit(
                new FlashBorrowed(ORDER, number("40"), NO_GAS),
                new FlashRepaid(ORDER, number("39"), BigDecimal.ZERO, number("1"))));

        // Then
        thrown.isInstanceOf(LedgerViolation.class).hasMessage("flash loan of 1 WETH is not repaid");
    }

    @Test
    void whatIsLeftOnTheFlashLegIsRefusedThoughTheLoanIsRepaid() {
        // When
        var thrown = assertThatThrownBy(() -> commit(
                new FlashBorrowed(ORDER, number("40"), NO_GAS),
                new FlashRepaid(ORDER, number("40"), BigDecimal.ZERO, BigDecimal.ZERO),
                new Borrowed(ORDER, FLASH, number("1"), BigDecimal.ONE, number("1"), NO_GAS)));

        // Then
        thrown.isInstanceOf(LedgerViolation.class)
                .hasMessage("flash leg instadapp:BaseToken:WETH must be zero after a group, is 1");
    }

    @Test
    void aCopyOfADraftOwesTheSameFlashLoan() {
        // Given
        Ledger draft = Ledger.on(RICH.positions());
        draft.apply(new FlashBorrowed(ORDER, number("40"), NO_GAS));

        // When
        Ledger copy = draft.copy();
        copy.apply(new FlashRepaid(ORDER, number("40"), BigDecimal.ZERO, BigDecimal.ZERO));

        // Then
        assertThat(copy.flashLoan()).isEqualByComparingTo("0");
        assertThat(draft.flashLoan()).isEqualByComparingTo("40");
    }

    private static Positions commit(AccountEvent... events) {
        return Ledger.commit(RICH.positions(), List.of(events));
    }

    private static void assertHeld(Positions positions, String key, String amount) {
        assertThat(Decimals.canonical(positions.quantity(InstrumentKey.parse(key))))
                .as(key)
                .isEqualTo(amount);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
