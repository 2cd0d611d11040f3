package io.basis.strategy.definition;

import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Execution.Filter;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What trading and gas cost and which sizes exchanges take, by table.
 *
 * @param allInBps all-in cost in basis points by pair and trade size in USDT
 * @param gasUnits gas units by operation
 * @param filters sizes that an exchange takes, by pair
 */
record CostTables(
        Map<String, NavigableMap<BigDecimal, BigDecimal>> allInBps,
        Map<GasOperation, Long> gasUnits,
        Map<String, Filter> filters) {

    private static final String FILE = "costs.yaml";

    /** What is traded at exchanges and swapped at Uniswap. */
    private static final List<String> PAIRS = List.of(
            "BTCUSDT",
            "ETHUSDT",
            "BTCUSDT-PERP",
            "ETHUSDT-PERP",
            "WETHUSDT",
            "WEETHWETH",
            "WSTETHWETH",
            "EIGENWETH",
            "ETHFIWETH");

    /** What exchanges take in certain sizes only. */
    private static final List<String> FILTERED = PAIRS.subList(0, 4);

    private static final List<String> SIZES = List.of("lot", "tick", "min_notional");

    static CostTables load() {
        return parse(FILE, YamlFile.text(FILE));
    }

    static CostTables parse(String file, String text) {
        YamlFile yaml = YamlFile.parse(file, text);
        Map<String, NavigableMap<BigDecimal, BigDecimal>> allInBps = new TreeMap<>();
        Map<GasOperation, Long> gasUnits = new EnumMap<>(GasOperation.class);
        Map<String, Map<String, BigDecimal>> sizes = new HashMap<>();
        for (Map.Entry<String, YamlFile.Leaf> entry : yaml.leaves().entrySet()) {
            String key = entry.getKey();
            String[] part = key.split("\\.", -1);
            BigDecimal number = number(file, key, yaml.scalar(key, entry.getValue()));
            if (part.length == 3 && part[0].equals("all_in_bps") && PAIRS.contains(part[1])) {
                allInBps.computeIfAbsent(part[1], pair -> new TreeMap<>()).put(number(file, key, part[2]), number);
            } else if (part.length == 2 && part[0].equals("gas_units")) {
                gasUnits.put(operation(file, part[1]), number.longValueExact());
            } else if (part.length == 3 && part[0].equals("filters") && FILTERED.contains(part[1])) {
                sizes.computeIfAbsent(part[1], pair -> new HashMap<>()).put(part[2], number);
            } else {
                throw new InvalidDefinition(
                        Code.UNKNOWN_KEY,
                        file + ": unknown key " + key + "; it holds all_in_bps.<pair>.<size> for the pairs " + PAIRS
                                + ", gas_units.<operation> and filters.<pair> for the pairs " + FILTERED);
            }
        }
        for (String pair : PAIRS) {
            require(file, "all_in_bps." + pair, allInBps.get(pair));
        }
        for (GasOperation operation : GasOperation.values()) {
            require(file, "gas_units." + wire(operation), gasUnits.get(operation));
        }
        Map<String, Filter> filters = new TreeMap<>();
        FILTERED.forEach(pair -> filters.put(pair, filter(file, pair, sizes.getOrDefault(pair, Map.of()))));
        return new CostTables(allInBps, gasUnits, filters);
    }

    /** The sizes of a pair that an exchange takes. */
    Filter filter(String pair) {
        return filters.getOrDefault(pair, Filter.NONE);
    }

    private static Filter filter(String file, String pair, Map<String, BigDecimal> sizes) {
        String prefix = "filters." + pair + ".";
        for (String key : sizes.keySet()) {
            if (!SIZES.contains(key)) {
                throw new InvalidDefinition(
                        Code.UNKNOWN_KEY, file + ": unknown key " + prefix + key + Nearest.suggestion(key, SIZES));
            }
        }
        return new Filter(
                require(file, prefix + "lot", sizes.get("lot")),
                require(file, prefix + "tick", sizes.get("tick")),
                require(file, prefix + "min_notional", sizes.get("min_notional")));
    }

    private static <T> T require(String file, String key, @Nullable T value) {
        if (value == null) {
            throw new InvalidDefinition(Code.MISSING_KEY, file + ": " + key + " is missing");
        }
        return value;
    }

    private static BigDecimal number(String file, String key, String text) {
        return ValueType.readDecimal(text)
                .filter(number -> number.signum() >= 0)
                .orElseThrow(() -> new InvalidDefinition(
                        Code.WRONG_VALUE,
                        file + ": " + key + " is '" + text + "', which is not a number of at least 0"));
    }

    private static GasOperation operation(String file, String name) {
        return Arrays.stream(GasOperation.values())
                .filter(operation -> wire(operation).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidDefinition(
                        Code.UNKNOWN_KEY,
                        file + ": unknown operation gas_units." + name
                                + Nearest.suggestion(
                                        name,
                                        Arrays.stream(GasOperation.values())
                                                .map(CostTables::wire)
                                                .toList())));
    }

    private static String wire(GasOperation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }
}
