package io.basis.strategy.definition;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.pnl.Source;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.HedgeAllocation;
import io.basis.domain.target.Action;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mode as its file declares it, checked as a whole: every key known, every value of its type, every list exactly what
 * the flags, the asset and the hedge allocation ask for.
 */
public record ModeFile(String mode, Family family, Settings settings) {

    private static final String MODE = "mode";

    /** The families by the flags that are true. */
    private static final Map<Set<Parameter<Boolean>>, Family> FAMILIES = Map.of(
            Set.of(ParameterTable.LENDING_ENABLED),
            Family.LENDING,
            Set.of(ParameterTable.BASIS_TRADE_ENABLED),
            Family.BASIS,
            Set.of(ParameterTable.STAKING_ENABLED),
            Family.STAKING,
            Set.of(ParameterTable.STAKING_ENABLED, ParameterTable.LENDING_ENABLED, ParameterTable.BORROWING_ENABLED),
            Family.STAKING,
            Set.of(ParameterTable.STAKING_ENABLED, ParameterTable.BASIS_TRADE_ENABLED),
            Family.HEDGED_STAKING,
            Set.of(
                    ParameterTable.STAKING_ENABLED,
                    ParameterTable.BASIS_TRADE_ENABLED,
                    ParameterTable.LENDING_ENABLED,
                    ParameterTable.BORROWING_ENABLED),
            Family.HEDGED_STAKING,
            Set.of(ParameterTable.LEVERAGE_ENABLED),
            Family.DIRECTIONAL);

    /** The lists of a mode file, each with what its entries are called in errors. */
    enum Listing {
        HEDGE_VENUES("hedge_venues", "venue"),
        DATA_REQUIREMENTS("data_requirements", "series"),
        POSITION_SUBSCRIPTIONS("component_config.position_monitor.position_subscriptions", "instrument"),
        TRACK_ASSETS("component_config.exposure_monitor.track_assets", "asset"),
        ENABLED_RISK_TYPES("component_config.risk_monitor.enabled_risk_types", "risk type"),
        ATTRIBUTION_TYPES("component_config.pnl_monitor.attribution_types", "attribution type"),
        ACTIONS("component_config.strategy_manager.actions", "action"),
        VENUES("component_config.execution_manager.venues", "venue");

        private final String path;
        private final String entry;

        Listing(String path, String entry) {
            this.path = path;
            this.entry = entry;
        }

        String path() {
            return path;
        }

        private String key() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    /**
     * Reads and checks a mode file.
     *
     * @param mode name of the mode, which the file must repeat
     * @param file name of the file, for errors
     * @throws InvalidDefinition naming the file, the key and what would be right
     */
    static ModeFile parse(String mode, String file, String text) {
        YamlFile yaml = YamlFile.parse(file, text);
        Map<Parameter<?>, String> texts = new HashMap<>();
        Map<Listing, List<String>> lists = new EnumMap<>(Listing.class);
        @Nullable String declared = null;
        for (Map.Entry<String, YamlFile.Leaf> entry : yaml.leaves().entrySet()) {
            String path = entry.getKey();
            @Nullable Parameter<?> parameter = ParameterTable.byPath(path).orElse(null);
            @Nullable Listing listing = listing(path);
            if (parameter != null) {
                texts.put(parameter, yaml.scalar(path, entry.getValue()));
            } else if (listing != null) {
                lists.put(listing, yaml.list(path, entry.getValue()));
            } else if (path.equals(MODE)) {
                declared = yaml.scalar(path, entry.getValue());
            } else {
                throw new InvalidDefinition(
                        Code.UNKNOWN_KEY, file + ": unknown key " + path + Nearest.suggestion(path, paths()));
            }
        }
        if (!mode.equals(declared)) {
            throw new InvalidDefinition(
                    Code.WRONG_VALUE, file + ": mode is '" + declared + "', the file's name says " + mode);
        }
        Settings settings = Settings.of(texts, file);
        Family family = family(settings, file);
        for (Parameter<?> parameter : texts.keySet()) {
            parameter.use().refusal(family, settings, "this mode").ifPresent(reason -> {
                throw new InvalidDefinition(
                        Code.UNKNOWN_KEY, file + ": " + parameter.path() + " " + reason + ": remove it");
            });
        }
        requireAsset(family, settings.get(ParameterTable.ASSET), file);
        check(lists, requirements(family, settings, file), file);
        return new ModeFile(mode, family, settings);
    }

    /** The family that these flags make. */
    private static Family family(Settings settings, String file) {
        Set<Parameter<Boolean>> enabled = new LinkedHashSet<>();
        for (Parameter<Boolean> flag : List.of(
                ParameterTable.LENDING_ENABLED,
                ParameterTable.STAKING_ENABLED,
                ParameterTable.BASIS_TRADE_ENABLED,
                ParameterTable.BORROWING_ENABLED,
                ParameterTable.LEVERAGE_ENABLED)) {
            if (settings.get(flag)) {
                enabled.add(flag);
            }
        }
        @Nullable Family family = FAMILIES.get(enabled);
        if (family == null) {
            throw new InvalidDefinition(
                    Code.CONTRADICTION,
                    file + ": no strategy family has exactly the flags "
                            + enabled.stream().map(Parameter::name).toList()
                            + "; use lending_enabled, basis_trade_enabled or leverage_enabled alone, or staking_enabled"
                            + " alone or with basis_trade_enabled, each also with lending_enabled and borrowing_enabled");
        }
        return family;
    }

    private static void requireAsset(Family family, Asset asset, String file) {
        List<Asset> possible = switch (family) {
            case LENDING -> List.of(Asset.USDT);
            case BASIS -> List.of(Asset.BTC, Asset.ETH);
            case STAKING, HEDGED_STAKING -> List.of(Asset.ETH);
            case DIRECTIONAL -> List.of(Asset.USDT, Asset.BTC);
        };
        if (!possible.contains(asset)) {
            throw new InvalidDefinition(
                    Code.CONTRADICTION,
                    file + ": asset " + asset + " is not possible with these flags; use "
                            + String.join(
                                    " or ", possible.stream().map(Asset::name).toList()));
        }
    }

    static HedgeAllocation hedgeAllocation(Family family, Settings settings, String where) {
        return switch (family) {
            case LENDING, STAKING, DIRECTIONAL -> HedgeAllocation.NONE;
            case BASIS, HEDGED_STAKING -> {
                try {
                    yield new HedgeAllocation(Map.of(
                            Venue.BINANCE, settings.get(ParameterTable.HEDGE_BINANCE),
                            Venue.BYBIT, settings.get(ParameterTable.HEDGE_BYBIT),
                            Venue.OKX, settings.get(ParameterTable.HEDGE_OKX)));
                } catch (IllegalArgumentException wrong) {
                    throw new InvalidDefinition(Code.HEDGE_ALLOCATION, where + ": " + wrong.getMessage());
                }
            }
        };
    }

    static Requirements requirements(Family family, Settings settings, String where) {
        return Requirements.of(
                family, settings, hedgeAllocation(family, settings, where).venues());
    }

    private static void check(Map<Listing, List<String>> lists, Requirements required, String file) {
        for (Listing listing : Listing.values()) {
            List<String> listed = lists.getOrDefault(listing, List.of());
            if (listing == Listing.POSITION_SUBSCRIPTIONS) {
                listed.forEach(key -> requireInstrument(key, file));
            }
            check(listing, listed, required(listing, required), file);
        }
    }

    private static void requireInstrument(String key, String file) {
        try {
            Instruments.asset(InstrumentKey.parse(key));
        } catch (IllegalArgumentException unknown) {
            List<String> known =
                    Instruments.all().stream().map(InstrumentKey::toString).toList();
            throw new InvalidDefinition(
                    Code.WRONG_LIST,
                    file + ": position_subscriptions: " + unknown.getMessage() + Nearest.suggestion(key, known));
        }
    }

    private static void check(Listing listing, List<String> listed, Collection<String> required, String file) {
        Set<String> seen = new HashSet<>();
        for (String entry : listed) {
            if (!seen.add(entry)) {
                throw new InvalidDefinition(
                        Code.WRONG_LIST, file + ": " + listing.key() + " lists " + entry + " twice");
            }
            if (!required.contains(entry)) {
                List<String> unlisted = required.stream()
                        .filter(other -> !listed.contains(other))
                        .toList();
                throw new InvalidDefinition(
                        Code.WRONG_LIST,
                        file + ": " + listing.key() + " lists " + listing.entry + " " + entry
                                + ", which this mode does not use"
                                + Nearest.to(entry, unlisted)
                                        .map(near -> ", did you mean " + near + "?")
                                        .orElse(": remove it"));
            }
        }
        for (String entry : required) {
            if (!seen.contains(entry)) {
                throw new InvalidDefinition(
                        Code.WRONG_LIST,
                        file + ": Required " + listing.entry + " " + entry + " not in " + listing.key());
            }
        }
    }

    private static List<String> required(Listing listing, Requirements required) {
        return switch (listing) {
            case HEDGE_VENUES -> texts(required.hedgeVenues());
            case DATA_REQUIREMENTS -> texts(required.series());
            case POSITION_SUBSCRIPTIONS -> texts(required.positions());
            case TRACK_ASSETS -> required.assets().stream().map(Asset::name).toList();
            case ENABLED_RISK_TYPES ->
                required.risks().stream()
                        .map(risk -> risk.name().toLowerCase(Locale.ROOT))
                        .toList();
            case ATTRIBUTION_TYPES ->
                required.attribution().stream().map(Source::wire).toList();
            case ACTIONS -> required.actions().stream().map(Action::wire).toList();
            case VENUES -> texts(required.venues());
        };
    }

    private static List<String> texts(Collection<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static @Nullable Listing listing(String path) {
        for (Listing listing : Listing.values()) {
            if (listing.path.equals(path)) {
                return listing;
            }
        }
        return null;
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        paths.add(MODE);
        ParameterTable.all().forEach(parameter -> paths.add(parameter.path()));
        for (Listing listing : Listing.values()) {
            paths.add(listing.path);
        }
        return paths;
    }
}
