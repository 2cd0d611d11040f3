package io.basis.domain.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staked ETH, its loan and its rewards: weETH at 1.25 ETH, 1.2 at the market, ETH at 3,000. */
class StakedValuationTest {

    private static final StrategyDefinition LEVERED = Setup.hedgedStaking(Asset.WEETH)
            .lever()
            .holding(InstrumentKey.home(Asset.KING))
            .watching(SeriesKey.inKing(Asset.EIGEN))
            .watching(SeriesKey.inKing(Asset.ETHFI))
            .definition();
    private static final Book NOTHING = Book.of(LEVERED);
    private static final Market MARKET = Market.of(LEVERED)
            .with(SeriesKey.lstRate(Asset.WEETH), 1.25)
            .with(SeriesKey.lstMarket(Asset.WEETH), 1.2)
            .with(SeriesKey.pool(Asset.EIGEN), 0.001)
            .with(SeriesKey.pool(Asset.ETHFI), 0.0005)
            .with(SeriesKey.inKing(Asset.EIGEN), 3)
            .with(SeriesKey.inKing(Asset.ETHFI), 2)
            .liquidityIndex(Asset.WEETH, 1.1)
            .with(SeriesKey.borrowIndex(Asset.WETH), 1.2);

    @ParameterizedTest
    @CsvSource({
        "etherfi:BaseToken:WEETH, 8, 30000, 28800",
        "aave_v3:aToken:aWEETH, 8, 33000, 31680",
        "aave_v3:debtToken:debtWETH, 5, -18000, -18000",
        "etherfi:UnstakeClaim:WEETH, 10, 30000, 30000",
        "wallet:BaseToken:EIGEN, 100, 300, 300",
        // 3 × 0.001 + 2 × 0.0005 ETH.
        "wallet:BaseToken:KING, 10, 120, 120",
    })
    void everyPositionIsWorthItsUnitsIndexRateAndPrice(String key, String held, double protocol, double market) {
        // Given
        Positions positions = NOTHING.with(key, held).positions();
        MarketSnapshot snapshot = MARKET.snapshot();
        Valuation valuation = new Valuation(positions.layout(), snapshot.layout());
        int slot = positions.layout().require(InstrumentKey.parse(key));

        // When
        double value = valuation.value(positions, slot, snapshot);

        // Then
        assertThat(value).isCloseTo(protocol, within(1e-9));
        assertThat(valuation.marketValue(positions, slot, snapshot)).isCloseTo(market, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "etherfi:BaseToken:WEETH, 8, 10",
        "aave_v3:aToken:aWEETH, 8, 11",
        "aave_v3:debtToken:debtWETH, 5, -6",
        "etherfi:UnstakeClaim:WEETH, 10, 10",
        "wallet:BaseToken:EIGEN, 100, 100",
    })
    void exposureIsInTheCoinThatMovesIt(String key, String held, double units) {
        // Given
        Positions positions = NOTHING.with(key, held).positions();
        MarketSnapshot snapshot = MARKET.snapshot();
        Valuation valuation = new Valuation(positions.layout(), snapshot.layout());

        // When
        double exposed =
                valuation.exposedUnits(positions, positions.layout().require(InstrumentKey.parse(key)), snapshot);

        // Then
        assertThat(exposed).isCloseTo(units, within(1e-12));
    }

    /** C 110, D 84: λ 0.7636, HF 1.244. */
    @Test
    void theLoanIsReadAtTheProtocolsOwnPrices() {
        // Given
        Positions positions = NOTHING.with("aave_v3:aToken:aWEETH", "80")
                .with("aave_v3:debtToken:debtWETH", "70")
                .positions();

        // When
        Loan loan = loan(positions);

        // Then
        assertThat(loan.collateral()).isCloseTo(110, within(1e-9));
        assertThat(loan.debt()).isCloseTo(84, within(1e-9));
        assertThat(loan.ltv()).isCloseTo(84.0 / 110, within(1e-12));
        assertThat(loan.healthFactor()).isCloseTo(110 * 0.95 / 84, within(1e-12));
        assertThat(loan.equity()).isCloseTo(26, within(1e-9));
    }

    @Test
    void withoutDebtHealthIsWithoutEndAndWithoutCollateralThereIsNoRatio() {
        // When
        Loan unlevered = loan(NOTHING.with("aave_v3:aToken:aWEETH", "80").positions());
        Loan none = loan(NOTHING.positions());

        // Then
        assertThat(unlevered.healthFactor()).isInfinite();
        assertThat(unlevered.ltv()).isZero();
        assertThat(none.healthFactor()).isInfinite();
        assertThat(none.ltv()).isZero();
    }

    @Test
    void whoBorrowsNothingHasNoLoan() {
        // Given
        StrategyDefinition plain = Setup.staking(Asset.WEETH).definition();
        Positions positions = Book.of(plain).positions();
        Valuation valuation =
                new Valuation(positions.layout(), Market.of(plain).snapshot().layout());

        // When
        @Nullable LoanAccount account = LoanAccount.of(plain, positions.layout(), valuation);

        // Then
        assertThat(account).isNull();
    }

    /** λ* = min(0.93 × (1 − 0.02215), 0.95 ÷ HF target, cap), and λ ÷ (1 + φ − λ) of it. */
    @ParameterizedTest
    @CsvSource({
        "1.15, , 0, 0.8260869565217391, 4.75",
        "1.04, , 0, 0.9094005, 10.0375885076777",
        "1.15, 0.8, 0, 0.8, 4",
        "1.15, 0.9, 0, 0.8260869565217391, 4.75",
        "1.15, 0.5, 0, 0.5, 1",
        "1.15, 0.8, 0.0005, 0.8, 3.99002493765586",
    })
    void theLoanToValueToHoldAndItsMultiple(
            double health, @Nullable Double cap, String fee, double ltv, double multiple) {
        // Given
        Leverage leverage = new Leverage(
                0.93,
                0.02215,
                0.95,
                0.01,
                health,
                cap,
                new BigDecimal(fee),
                Leverage.Fallback.WAIT,
                Duration.ofDays(3));

        // When Then
        assertThat(leverage.ltv()).isCloseTo(ltv, within(1e-12));
        assertThat(leverage.multiple()).isCloseTo(multiple, within(1e-9));
    }

    private static Loan loan(Positions positions) {
        MarketSnapshot snapshot = MARKET.snapshot();
        Valuation valuation = new Valuation(positions.layout(), snapshot.layout());
        return Objects.requireNonNull(LoanAccount.of(LEVERED, positions.layout(), valuation))
                .read(positions, snapshot);
    }
}
