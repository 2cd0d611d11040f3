package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.instrument.Asset;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostModelTest {

    private static final CostModel ALL = new CostModel(Setup.costs(true, true, true, true));

    /** The all-in table has 11, 13 and 20 bps up to 10,000, 100,000 and 1,000,000 USDT; the fee is 10 of them. */
    @ParameterizedTest
    @CsvSource({
        "100, 0.1, 0.01",
        "10000, 10, 1",
        "10000.01, 10.00001, 3.000003",
        "100000, 100, 30",
        "1000000, 1000, 1000",
        "5000000, 5000, 5000",
    })
    void slippageIsWhatTheSmallestBucketThatHoldsTheTradeHasBeyondTheFee(String notional, String fee, String slippage) {
        // When
        CostModel.TradeCost cost = ALL.spot(Asset.BTC, new BigDecimal(notional));

        // Then
        assertThat(cost.fee()).isEqualByComparingTo(fee);
        assertThat(cost.slippage()).isEqualByComparingTo(slippage);
    }

    @Test
    void aTableBelowTheFeeMeansNoSlippage() {
        // When
        CostModel.TradeCost cost = ALL.spot(Asset.ETH, new BigDecimal("10000"));

        // Then
        assertThat(cost.slippage()).isEqualByComparingTo("0");
    }

    @Test
    void perpetualsHaveTheirOwnFeeAndTable() {
        // When
        CostModel.TradeCost cost = ALL.perp(Asset.BTC, new BigDecimal("100000"));

        // Then
        assertThat(cost.fee()).isEqualByComparingTo("50");
        assertThat(cost.slippage()).isEqualByComparingTo("10");
    }

    @Test
    void everyCostIsRoundedUp() {
        // When
        CostModel.TradeCost cost = ALL.spot(Asset.BTC, new BigDecimal("0.0000001"));

        // Then
        assertThat(cost.fee()).isEqualTo("0.000001");
        assertThat(cost.slippage()).isEqualTo("0.000001");
    }

    @Test
    void feesAndSlippageAreSwitchedOffApart() {
        // Given
        BigDecimal notional = new BigDecimal("100000");

        // When
        CostModel.TradeCost slippageOnly =
                new CostModel(Setup.costs(false, true, false, false)).spot(Asset.BTC, notional);

        // Then
        assertThat(slippageOnly.fee()).isEqualByComparingTo("0");
        assertThat(slippageOnly.slippage()).isEqualByComparingTo("30");
        assertThat(new CostModel(Setup.costs(true, false, false, false))
                        .spot(Asset.BTC, notional)
                        .slippage())
                .isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @CsvSource({"TRANSFER, 10, 0.00078", "SUPPLY, 10, 0.0024", "REDEEM, 33.3, 0.00999", "REDEEM, 0, 0"})
    void gasIsUnitsTimesPriceWithItsSafetyFactor(GasOperation operation, double gwei, String eth) {
        // When
        BigDecimal gas = ALL.gas(operation, gwei);

        // Then
        assertThat(gas).isEqualByComparingTo(eth);
    }

    @Test
    void gasThatIsSwitchedOffNeedsNoPrice() {
        // Given
        CostModel free = new CostModel(Setup.free());

        // When
        BigDecimal gas = free.gas(GasOperation.SUPPLY, Double.NaN);

        // Then
        assertThat(gas).isEqualByComparingTo("0");
    }

    @Test
    void aPairWithoutATableIsNamed() {
        // When
        var thrown = assertThatThrownBy(() -> ALL.spot(Asset.EIGEN, BigDecimal.ONE));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessage("no execution costs configured for EIGENUSDT");
    }

    @Test
    void aLiquidationCostsItsShareOfTheNotional() {
        // When
        BigDecimal fee = ALL.liquidation(new BigDecimal("90000"));

        // Then
        assertThat(fee).isEqualByComparingTo("450");
    }

    @Test
    void missingGasUnitsAreNamed() {
        // Given
        Costs tables = Setup.costs(true, true, true, true);
        Costs without = new Costs(
                true,
                true,
                true,
                true,
                tables.spotTakerBps(),
                tables.perpTakerBps(),
                tables.poolBps(),
                tables.lstPoolBps(),
                tables.allInBps(),
                java.util.Map.of(),
                tables.gasMultiplier(),
                tables.negativeUsdtInterest(),
                tables.liquidationFee());

        // When
        var thrown = assertThatThrownBy(() -> new CostModel(without).gas(GasOperation.SUPPLY, 1));

        // Then
        thrown.hasMessage("no gas units configured for SUPPLY");
    }
}
