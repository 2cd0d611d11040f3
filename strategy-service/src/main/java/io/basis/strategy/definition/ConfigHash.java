package io.basis.strategy.definition;

import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.StrategyDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint of everything in a definition that influences numbers.
 *
 * <p>Records are read by reflection, so that a component added later is in the hash without anyone remembering it.
 */
final class ConfigHash {

    /** Who runs it, where its orders go, where its data come from (the data have a hash of their own), and titles. */
    private static final Set<String> NO_INFLUENCE =
            Set.of("strategy", "environment", "source", "scenario.name", "scenario.title");

    private ConfigHash() {}

    /** SHA-256 of {@link #canonical}, in lower-case hexadecimal. */
    static String of(StrategyDefinition definition) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical(definition).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** One line per value, {@code path=value}, in the order of the record's components; equal numbers write equally. */
    static String canonical(StrategyDefinition definition) {
        StringBuilder text = new StringBuilder();
        append(text, "", definition);
        return text.toString();
    }

    private static void append(StringBuilder text, String path, @Nullable Object value) {
        switch (value) {
            case null -> line(text, path, "-");
            case BigDecimal decimal -> line(text, path, Decimals.canonical(decimal));
            case Record branch when parsable(branch) -> line(text, path, branch.toString());
            case Record branch -> {
                if (branch.getClass().getInterfaces().length > 0) {
                    // One of several records that may hold the same values and mean something else.
                    line(text, path, branch.getClass().getSimpleName());
                }
                for (RecordComponent component : branch.getClass().getRecordComponents()) {
                    String name = join(path, component.getName());
                    if (!NO_INFLUENCE.contains(name)) {
                        append(text, name, read(branch, component));
                    }
                }
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> ordered = new TreeMap<>();
                map.forEach((key, element) -> ordered.put(
                        key instanceof BigDecimal size ? Decimals.canonical(size) : key.toString(), element));
                ordered.forEach((key, element) -> append(text, join(path, key), element));
            }
            case List<?> list -> {
                for (int place = 0; place < list.size(); place++) {
                    append(text, join(path, String.valueOf(place)), list.get(place));
                }
            }
            case Collection<?> unordered ->
                line(
                        text,
                        path,
                        unordered.stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()
                                .toString());
            default -> line(text, path, value.toString());
        }
    }

    /** True for keys, whose text says everything. */
    private static boolean parsable(Record value) {
        return value instanceof InstrumentKey || value instanceof SeriesKey || value instanceof SeriesPattern;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static void line(StringBuilder text, String path, String value) {
        text.append(path).append('=').append(value).append('\n');
    }

    private static @Nullable Object read(Record owner, RecordComponent component) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException("cannot read " + component, broken);
        }
    }
}
