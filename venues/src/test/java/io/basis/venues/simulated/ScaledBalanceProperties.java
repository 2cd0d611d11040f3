package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class ScaledBalanceProperties {

    private static final StrategyDefinition LENDING = Setup.lending().definition();
    private static final InstrumentKey SUPPLIED = InstrumentKey.aToken(Asset.USDT);
    private static final BigDecimal LAST_UNIT = new BigDecimal("0.000001");

    @Property
    void whatIsSuppliedComesBackWithinOneLastUnit(
            @ForAll @BigRange(min = "0.000002", max = "1000000000") @Scale(6) BigDecimal amount,
            @ForAll @DoubleRange(min = 1, max = 3) double index) {
        Scene scene = supplied(amount, index);

        BigDecimal worth = worth(scene, index);
        var answer = scene.execute(new Redeem(Asset.USDT, worth));

        assertThat(answer).isInstanceOf(Redeemed.class);
        assertThat(amount.subtract(worth)).isBetween(BigDecimal.ZERO, LAST_UNIT);
        assertThat(new BigDecimal(scene.held("wallet:BaseToken:USDT"))).isEqualByComparingTo(worth);
        assertThat(scene.positions().quantity(SUPPLIED)).isBetween(BigDecimal.ZERO, LAST_UNIT);
    }

    @Property
    void aSupplyGrowsByTheRatioOfTheIndices(
            @ForAll @BigRange(min = "1", max = "1000000000") @Scale(6) BigDecimal amount,
            @ForAll @DoubleRange(min = 1, max = 3) double index,
            @ForAll @DoubleRange(min = 1, max = 1.5) double growth) {
        double later = index * growth;
        BigDecimal expected =
                amount.multiply(Decimals.observed(later)).divide(Decimals.observed(index), MathContext.DECIMAL128);

        Scene scene = supplied(amount, index);

        assertThat(expected.subtract(worth(scene, later))).isBetween(BigDecimal.ZERO, LAST_UNIT);
    }

    private static Scene supplied(BigDecimal amount, double index) {
        Book book = Book.of(LENDING).with("wallet:BaseToken:USDT", amount.toPlainString());
        Scene scene = new Scene(LENDING, book, Market.of(LENDING).liquidityIndex(Asset.USDT, index));
        scene.execute(new Supply(Asset.USDT, amount));
        return scene;
    }

    /** The underlying that the scaled balance stands for, rounded down. */
    private static BigDecimal worth(Scene scene, double index) {
        return Decimals.down(scene.positions().quantity(SUPPLIED).multiply(Decimals.observed(index)), Asset.USDT);
    }
}
