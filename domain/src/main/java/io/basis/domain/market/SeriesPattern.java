package io.basis.domain.market;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names series by their keys, in each part of which {@code *} stands for any text, also none: {@code spot:*:ETH*}. */
public record SeriesPattern(String kind, String source, String symbol) {

    public SeriesPattern {
        if (source.isEmpty() || symbol.isEmpty()) {
            throw new IllegalArgumentException("not kind:source:symbol: '" + kind + ":" + source + ":" + symbol + "'");
        }
        if (Arrays.stream(SeriesKind.values()).noneMatch(each -> matches(kind, each.toString()))) {
            throw new IllegalArgumentException("unknown series kind '" + kind + "'");
        }
    }

    public static SeriesPattern parse(String pattern) {
        String[] part = pattern.split(":", -1);
        if (part.length != 3) {
            throw new IllegalArgumentException("not kind:source:symbol: '" + pattern + "'");
        }
        return new SeriesPattern(part[0], part[1], part[2]);
    }

    public boolean matches(SeriesKey key) {
        return matches(key.kind()) && matches(source, key.source()) && matches(symbol, key.symbol());
    }

    /** True when series of this kind are among those named. */
    public boolean matches(SeriesKind one) {
        return matches(kind, one.toString());
    }

    private static boolean matches(String pattern, String text) {
        return text.matches(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    @Override
    public String toString() {
        return kind + ":" + source + ":" + symbol;
    }
}
