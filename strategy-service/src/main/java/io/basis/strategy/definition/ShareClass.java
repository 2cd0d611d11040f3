package io.basis.strategy.definition;

import io.basis.domain.instrument.Asset;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A share class: the currency its owners count in.
 *
 * @param marketNeutral true when its strategies must not follow any market
 * @param initialCapital starting capital of a strategy moved to this share class without a capital of its own
 */
public record ShareClass(Asset currency, boolean marketNeutral, BigDecimal initialCapital) {

    private static final Set<String> KEYS = Set.of("share_class", "market_neutral", "initial_capital");

    /** The share class of a currency, from {@code share-classes/<currency>.yaml}. */
    public static ShareClass of(Asset currency) {
        String file = "share-classes/" + currency + ".yaml";
        return parse(currency, file, YamlFile.text(file));
    }

    static ShareClass parse(Asset currency, String file, String text) {
        YamlFile yaml = YamlFile.parse(file, text);
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, YamlFile.Leaf> entry : yaml.leaves().entrySet()) {
            if (!KEYS.contains(entry.getKey())) {
                throw new InvalidDefinition(
                        Code.UNKNOWN_KEY,
                        file + ": unknown key " + entry.getKey() + Nearest.suggestion(entry.getKey(), KEYS));
            }
            values.put(entry.getKey(), yaml.scalar(entry.getKey(), entry.getValue()));
        }
        for (String key : KEYS) {
            if (!values.containsKey(key)) {
                throw new InvalidDefinition(Code.MISSING_KEY, file + ": " + key + " is missing");
            }
        }
        if (!values.getOrDefault("share_class", "").equals(currency.name())) {
            throw new InvalidDefinition(
                    Code.WRONG_VALUE,
                    file + ": share_class is '" + values.get("share_class") + "', the file's name says " + currency);
        }
        return new ShareClass(
                currency,
                read(ValueType.flag(), values, "market_neutral", file),
                read(ValueType.decimalAbove("0"), values, "initial_capital", file));
    }

    private static <T> T read(ValueType<T> type, Map<String, String> values, String key, String file) {
        String text = values.getOrDefault(key, "");
        return type.reader()
                .apply(text)
                .orElseThrow(() -> new InvalidDefinition(
                        Code.WRONG_VALUE, file + ": " + key + " is '" + text + "', which is not " + type.words()));
    }
}
