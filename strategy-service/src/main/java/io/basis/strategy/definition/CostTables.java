package io.basis.strategy.definition;

import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What trading and gas cost, by table.
 *
 * @param allInBps all-in cost in basis points by pair and trade size in USDT
 * @param gasUnits gas units by operation
 */
record CostTables(Map<String, NavigableMap<BigDecimal, BigDecimal>> allInBps, Map<GasOperation, Long> gasUnits) {

    private static final String FILE = "costs.yaml";
    private static final List<String> PAIRS = List.of("BTCUSDT", "ETHUSDT", "BTCUSDT-PERP", "ETHUSDT-PERP");

    static CostTables load() {
        return parse(FILE, YamlFile.text(FILE));
    }

    static CostTables parse(String file, String text) {
        YamlFile yaml = YamlFile.parse(file, text);
        Map<String, NavigableMap<BigDecimal, BigDecimal>> allInBps = new TreeMap<>();
        Map<GasOperation, Long> gasUnits = new EnumMap<>(GasOperation.class);
        for (Map.Entry<String, YamlFile.Leaf> entry : yaml.leaves().entrySet()) {
            String[] part = entry.getKey().split("\\.", -1);
            BigDecimal number = number(file, entry.getKey(), yaml.scalar(entry.getKey(), entry.getValue()));
            if (part.length == 3 && part[0].equals("all_in_bps") && PAIRS.contains(part[1])) {
                allInBps.computeIfAbsent(part[1], pair -> new TreeMap<>())
                        .put(number(file, entry.getKey(), part[2]), number);
            } else if (part.length == 2 && part[0].equals("gas_units")) {
                gasUnits.put(operation(file, part[1]), number.longValueExact());
            } else {
                throw new InvalidDefinition(
                        Code.UNKNOWN_KEY,
                        file + ": unknown key " + entry.getKey()
                                + "; it holds all_in_bps.<pair>.<size> for the pairs " + PAIRS
                                + " and gas_units.<operation>");
            }
        }
        for (String pair : PAIRS) {
            if (!allInBps.containsKey(pair)) {
                throw new InvalidDefinition(Code.MISSING_KEY, file + ": all_in_bps." + pair + " is missing");
            }
        }
        for (GasOperation operation : GasOperation.values()) {
            if (!gasUnits.containsKey(operation)) {
                throw new InvalidDefinition(Code.MISSING_KEY, file + ": gas_units." + wire(operation) + " is missing");
            }
        }
        return new CostTables(allInBps, gasUnits);
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
