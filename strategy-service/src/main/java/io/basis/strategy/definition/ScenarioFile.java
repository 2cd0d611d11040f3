package io.basis.strategy.definition;

import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the file of a scenario; every mistake is answered with where it is, what is wrong and what is right. */
final class ScenarioFile {

    private static final List<String> KEYS = List.of("name", "title", "shocks");
    private static final List<String> TIMES = List.of("after", "lasting");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}?|}");

    /** What nothing can be worth zero or less of. */
    private static final Set<SeriesKind> ABOVE_ZERO = EnumSet.of(
            SeriesKind.SPOT,
            SeriesKind.PERP,
            SeriesKind.MARK,
            SeriesKind.LIQUIDITY_INDEX,
            SeriesKind.BORROW_INDEX,
            SeriesKind.ORACLE_USD,
            SeriesKind.LST_RATE,
            SeriesKind.LST_MARKET);

    private static final List<Kind> KINDS = List.of(
            new Kind("scale", List.of("by", "over"), ScenarioFile::scale),
            new Kind("replace", List.of("with"), ScenarioFile::replace),
            new Kind("accrue", List.of("rate"), ScenarioFile::accrue),
            new Kind("stall", List.of(), entry -> new Shock.Stall(entry.after, entry.lasting, entry.series())),
            new Kind("freeze", List.of(), entry -> new Shock.Freeze(entry.after, entry.lasting, entry.venue())),
            new Kind("refuse", List.of(), entry -> new Shock.Refuse(entry.after, entry.lasting, entry.venue())),
            new Kind("hold_transfers", List.of(), ScenarioFile::holdTransfers));

    /**
     * A kind of shock.
     *
     * @param word the key that makes an entry one of this kind, and says what it concerns
     * @param keys what only this kind has
     */
    private record Kind(String word, List<String> keys, Function<Entry, Shock> reader) {}

    private ScenarioFile() {}

    static Scenario parse(String file, String text) {
        YamlFile yaml = YamlFile.parse(file, text);
        requireKnown(yaml, KEYS);
        String name = text(yaml, "name");
        if (!NAME.matcher(name).matches()) {
            throw wrong(yaml, "name is '" + name + "', which is not 1 to 100 lower-case letters, digits, - or _");
        }
        List<Shock> shocks = new ArrayList<>();
        for (YamlFile entry : yaml.entries("shocks", leaf(yaml, "shocks"))) {
            shocks.add(shock(entry));
        }
        return new Scenario(name, text(yaml, "title"), shocks);
    }

    private static Shock shock(YamlFile yaml) {
        requireKnown(
                yaml,
                Stream.of(
                                TIMES.stream(),
                                KINDS.stream().map(Kind::word),
                                KINDS.stream().flatMap(kind -> kind.keys.stream()))
                        .flatMap(words -> words)
                        .toList());
        Kind kind = kind(yaml);
        for (String key : yaml.leaves().keySet()) {
            if (!TIMES.contains(key) && !key.equals(kind.word) && !kind.keys.contains(key)) {
                throw wrong(yaml, key + " does not belong to " + kind.word + ", leave it out");
            }
        }
        return kind.reader.apply(new Entry(
                yaml,
                kind.word,
                read(yaml, "after", ValueType.duration()),
                read(yaml, "lasting", ValueType.durationAboveZero(), Duration.ZERO)));
    }

    private static Kind kind(YamlFile yaml) {
        List<Kind> given = KINDS.stream()
                .filter(kind -> yaml.leaves().containsKey(kind.word))
                .toList();
        if (given.size() != 1) {
            throw wrong(
                    yaml,
                    "exactly one of " + words(KINDS, ", ") + " is needed, it has "
                            + (given.isEmpty() ? "none" : words(given, " and ")));
        }
        return given.getFirst();
    }

    private static String words(List<Kind> kinds, String between) {
        return kinds.stream().map(Kind::word).collect(Collectors.joining(between));
    }

    private static Shock scale(Entry entry) {
        return new Shock.Scale(
                entry.after,
                entry.lasting,
                entry.series(),
                read(entry.yaml, "by", ValueType.decimalAbove("0")).doubleValue(),
                read(entry.yaml, "over", ValueType.duration(), Duration.ZERO));
    }

    private static Shock replace(Entry entry) {
        SeriesPattern series = entry.series();
        boolean aboveZero = ABOVE_ZERO.stream().anyMatch(series::matches);
        ValueType<BigDecimal> type = aboveZero ? ValueType.decimalAbove("0") : ValueType.anyDecimal();
        return new Shock.Replace(
                entry.after,
                entry.lasting,
                series,
                read(entry.yaml, "with", type).doubleValue());
    }

    private static Shock accrue(Entry entry) {
        return new Shock.Accrue(
                entry.after,
                entry.lasting,
                entry.series(),
                read(entry.yaml, "rate", ValueType.decimalFrom("0")).doubleValue());
    }

    private static Shock holdTransfers(Entry entry) {
        if (!read(entry.yaml, entry.word, ValueType.flag())) {
            throw wrong(entry.yaml, entry.word + " is false: leave the entry out");
        }
        return new Shock.HoldTransfers(entry.after, entry.lasting);
    }

    /**
     * An entry of the list of shocks.
     *
     * @param word the word of its kind
     */
    private record Entry(YamlFile yaml, String word, Duration after, Duration lasting) {

        SeriesPattern series() {
            String text = text(yaml, word);
            for (MatchResult placeholder : PLACEHOLDER.matcher(text).results().toList()) {
                if (!placeholder.group().equals(Scenarios.COIN)
                        && !placeholder.group().equals(Scenarios.LST)) {
                    throw wrong(
                            yaml,
                            word + " is '" + text + "', where " + placeholder.group() + " stands for nothing; use "
                                    + Scenarios.COIN + " or " + Scenarios.LST);
                }
            }
            try {
                return SeriesPattern.parse(text);
            } catch (IllegalArgumentException notOne) {
                String kind = text.split(":", -1)[0];
                List<String> kinds = Arrays.stream(SeriesKind.values())
                        .map(SeriesKind::toString)
                        .toList();
                String nearest = kinds.contains(kind) ? "" : Nearest.suggestion(kind, kinds);
                throw wrong(yaml, word + ": " + notOne.getMessage() + nearest);
            }
        }

        Venue venue() {
            String text = text(yaml, word);
            List<String> names = Arrays.stream(Venue.values())
                    .filter(venue -> venue != Venue.TRANSIT)
                    .map(Venue::toString)
                    .toList();
            if (!names.contains(text)) {
                throw wrong(
                        yaml,
                        word + ": unknown venue '" + text + "'" + Nearest.suggestion(text, names) + " (venues: "
                                + String.join(", ", names) + ")");
            }
            return Venue.of(text);
        }
    }

    private static <T> T read(YamlFile yaml, String key, ValueType<T> type, T standard) {
        return yaml.leaves().containsKey(key) ? read(yaml, key, type) : standard;
    }

    private static <T> T read(YamlFile yaml, String key, ValueType<T> type) {
        String text = text(yaml, key);
        return type.reader()
                .apply(text)
                .orElseThrow(() -> wrong(yaml, key + " is '" + text + "', which is not " + type.words()));
    }

    private static String text(YamlFile yaml, String key) {
        return yaml.scalar(key, leaf(yaml, key));
    }

    private static YamlFile.Leaf leaf(YamlFile yaml, String key) {
        YamlFile.@Nullable Leaf leaf = yaml.leaves().get(key);
        if (leaf == null) {
            throw new InvalidDefinition(Code.MISSING_KEY, yaml.name() + ": " + key + " is missing");
        }
        return leaf;
    }

    private static void requireKnown(YamlFile yaml, List<String> known) {
        for (String key : yaml.leaves().keySet()) {
            if (!known.contains(key)) {
                throw new InvalidDefinition(
                        Code.UNKNOWN_KEY,
                        yaml.name() + ": unknown key " + key + Nearest.suggestion(key, known) + " (keys: "
                                + String.join(", ", known) + ")");
            }
        }
    }

    private static InvalidDefinition wrong(YamlFile yaml, String what) {
        return new InvalidDefinition(Code.WRONG_VALUE, yaml.name() + ": " + what);
    }
}
