package io.basis.strategy.definition;

import io.basis.domain.money.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A kind of value a parameter takes.
 *
 * @param words names the kind so that it fits "is not …", for messages and documentation
 * @param reader reads a text, empty when the text is not of this kind
 * @param printer the canonical text, which the reader accepts
 */
public record ValueType<T>(String words, Function<String, Optional<T>> reader, Function<T, String> printer) {

    /** Plain decimals only: no exponent can make a number that takes the machine's memory to print. */
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(\\.\\d{1,30})?");

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,6})(s|m|h|d)");

    private static final String NONE = "none";

    /** Reads a plain decimal such as {@code -12.50}, empty for anything else. */
    public static Optional<BigDecimal> readDecimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    static ValueType<BigDecimal> anyDecimal() {
        return decimal("a number", value -> true);
    }

    static ValueType<BigDecimal> decimalAbove(String low) {
        BigDecimal bound = new BigDecimal(low);
        return decimal("a number above " + low, value -> value.compareTo(bound) > 0);
    }

    static ValueType<BigDecimal> decimalFrom(String low) {
        BigDecimal bound = new BigDecimal(low);
        return decimal("a number of at least " + low, value -> value.compareTo(bound) >= 0);
    }

    static ValueType<BigDecimal> decimalFrom(String low, String high) {
        BigDecimal from = new BigDecimal(low);
        BigDecimal to = new BigDecimal(high);
        return decimal(
                "a number from " + low + " to " + high,
                value -> value.compareTo(from) >= 0 && value.compareTo(to) <= 0);
    }

    /** A fraction above zero and at most one. */
    static ValueType<BigDecimal> fraction() {
        return decimal(
                "a fraction above 0 and at most 1",
                value -> value.signum() > 0 && value.compareTo(BigDecimal.ONE) <= 0);
    }

    private static ValueType<BigDecimal> decimal(String words, Predicate<BigDecimal> valid) {
        return new ValueType<>(words, text -> readDecimal(text).filter(valid), Decimals::canonical);
    }

    /** A fraction above zero and below one. */
    static ValueType<BigDecimal> properFraction() {
        return decimal(
                "a fraction above 0 and below 1", value -> value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0);
    }

    /** A value of another type, or {@code none}. */
    static <T> ValueType<Optional<T>> orNone(ValueType<T> type) {
        return new ValueType<>(
                type.words() + ", or none",
                text -> {
                    Optional<T> value = type.reader().apply(text);
                    return value.isPresent() || text.equals(NONE) ? Optional.of(value) : Optional.empty();
                },
                value -> value.map(type.printer()).orElse(NONE));
    }

    static ValueType<Integer> wholeNumberFrom(int low) {
        return new ValueType<>(
                "a whole number of at least " + low,
                text -> text.matches("\\d{1,9}")
                        ? Optional.of(Integer.valueOf(text)).filter(n -> n >= low)
                        : Optional.empty(),
                String::valueOf);
    }

    static ValueType<Boolean> flag() {
        return new ValueType<>(
                "true or false",
                text -> text.equals("true") || text.equals("false")
                        ? Optional.of(Boolean.valueOf(text))
                        : Optional.empty(),
                String::valueOf);
    }

    static ValueType<Duration> duration() {
        return new ValueType<>("a duration such as 30s, 5m, 1h or PT1H", ValueType::readDuration, ValueType::shortest);
    }

    /** A duration that is not zero. */
    static ValueType<Duration> durationAboveZero() {
        return new ValueType<>(
                "a duration above 0 such as 30s, 5m, 1h or PT1H",
                text -> readDuration(text).filter(Duration::isPositive),
                ValueType::shortest);
    }

    private static Optional<Duration> readDuration(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (matcher.matches()) {
            String unit = matcher.group(2).toUpperCase(Locale.ROOT);
            return Optional.of(Duration.parse((unit.equals("D") ? "P" : "PT") + matcher.group(1) + unit));
        }
        try {
            return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }

    private static String shortest(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.toNanosPart() != 0) {
            return duration.toString();
        }
        if (seconds == 0) {
            return "0";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** One of a closed set, each written as the function says. */
    static <E extends Enum<E>> ValueType<E> oneOf(List<E> values, Function<E, String> wire) {
        String words = values.stream().map(wire).collect(Collectors.joining(", "));
        return new ValueType<>(
                "one of " + words,
                text -> values.stream()
                        .filter(value -> wire.apply(value).equals(text))
                        .findFirst(),
                wire);
    }

    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        return oneOf(
                Arrays.asList(type.getEnumConstants()), value -> value.name().toLowerCase(Locale.ROOT));
    }
}
