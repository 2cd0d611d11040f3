package io.basis.venues.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecimalTextProperties {

    @Property(tries = 20_000)
    void reads_what_double_prints(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        String text = Double.toString(value);

        if (Double.isFinite(value)) {
            assertSameBits(text);
        } else {
            assertThat(parse(text)).isNaN();
        }
    }

    @Property(tries = 20_000)
    void reads_any_mantissa_point_and_exponent(
            @ForAll long mantissa,
            @ForAll @IntRange(max = 20) int decimals,
            @ForAll @IntRange(min = -330, max = 320) int e) {
        String digits = Long.toString(mantissa);
        int point = Math.max(digits.length() - decimals, digits.startsWith("-") ? 1 : 0);

        assertSameBits(digits.substring(0, point) + "." + digits.substring(point) + "e" + e);
    }

    @Property(tries = 20_000)
    void reads_prices(
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long units, @ForAll @IntRange(max = 9) int d) {
        assertSameBits(BigDecimal.valueOf(units, d).toPlainString());
    }

    @Property(tries = 5_000)
    void reads_more_digits_than_a_long_holds(@ForAll long a, @ForAll long b, @ForAll @IntRange(max = 30) int point) {
        String digits = Long.toUnsignedString(a) + Long.toUnsignedString(b);
        int at = Math.min(point, digits.length());

        assertSameBits(digits.substring(0, at) + "." + digits.substring(at));
    }

    @Example
    void reads_the_forms_that_numbers_take() {
        for (String text : new String[] {
            "0",
            "-0",
            "+1",
            "1.",
            ".5",
            "-.5e-3",
            "4.880388991e-06",
            "1e22",
            "1e23",
            "9007199254740993",
            "1E+5",
            "00012.50",
            "1e-400",
            "0.00000000000000000000000000001"
        }) {
            assertSameBits(text);
        }
    }

    @Example
    void refuses_what_is_no_number() {
        for (String text : new String[] {
            "", "-", ".", "e5", "1e", "1e+", "1.2.3", "1,5", " 1", "1 ", "NaN", "Infinity", "0x10", "1f", "1d", "--1"
        }) {
            assertThat(parse(text)).as("'%s'", text).isNaN();
        }
    }

    private static void assertSameBits(String text) {
        assertThat(Double.doubleToRawLongBits(parse(text)))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    private static double parse(String text) {
        byte[] padded = ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
        return DecimalText.parse(padded, 1, padded.length - 1);
    }
}
