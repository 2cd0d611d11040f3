package io.basis.domain.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.Asset;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class DecimalsProperties {

    @Property
    void equalAmountsHaveOneTextThatReadsBack(
            @ForAll @Scale(12) BigDecimal amount, @ForAll @IntRange(max = 20) int moreZeros) {
        BigDecimal wider = amount.setScale(amount.scale() + moreZeros);

        String text = Decimals.canonical(wider);

        assertThat(text).isEqualTo(Decimals.canonical(amount)).doesNotContain("E");
        assertThat(new BigDecimal(text)).isEqualByComparingTo(amount);
        assertThat(Decimals.canonical(new BigDecimal(text))).isEqualTo(text);
    }

    @Property
    void differentAmountsHaveDifferentTexts(@ForAll @Scale(9) BigDecimal a, @ForAll @Scale(9) BigDecimal b) {
        boolean sameText = Decimals.canonical(a).equals(Decimals.canonical(b));

        assertThat(sameText).isEqualTo(a.compareTo(b) == 0);
    }

    @Property
    void everyRoundingStaysWithinOneUnitAndOnItsSide(
            @ForAll @BigRange(min = "-1000000000", max = "1000000000") @Scale(15) BigDecimal amount,
            @ForAll Asset asset) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(asset.scale());

        BigDecimal down = Decimals.down(amount, asset);
        BigDecimal half = Decimals.halfEven(amount, asset);
        BigDecimal up = Decimals.up(amount, asset);

        assertThat(down.abs()).isLessThanOrEqualTo(amount.abs());
        assertThat(up.abs()).isGreaterThanOrEqualTo(amount.abs());
        assertThat(half).isBetween(down.min(up), down.max(up));
        assertThat(up.subtract(down).abs()).isLessThanOrEqualTo(unit);
    }

    @Property
    void whatIsObservedReadsBackAsTheSameDouble(@ForAll @DoubleRange(min = -1e15, max = 1e15) double value) {
        double again = Decimals.observed(value).doubleValue();

        assertThat(again).isEqualTo(value + 0.0);
    }
}
