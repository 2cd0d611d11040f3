package io.basis.strategy.definition;

import io.basis.domain.instrument.Asset;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.HedgeAllocation;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the typed definition of a strategy from a mode and what the user changed; refuses everything that is wrong. */
public final class Definitions {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration BETWEEN_FUNDING = Duration.ofHours(8);
    private static final Duration BAR = Duration.ofMinutes(5);

    private static final List<Parameter<Boolean>> COSTS = List.of(
            ParameterTable.COST_FEES,
            ParameterTable.COST_SLIPPAGE,
            ParameterTable.COST_GAS,
            ParameterTable.COST_INTEREST);

    private Definitions() {}

    /**
     * The definition a request asks for.
     *
     * @throws InvalidDefinition with a code and one line for everything a user can get wrong
     */
    public static StrategyDefinition define(DefinitionRequest request) {
        requireNames(request);
        ModeFile mode = Modes.load(request.mode());
        requireAvailable(request.environment());
        Map<Parameter<?>, String> overrides = overrides(request, mode);
        Settings settings = mode.settings().with(overrides, "override");
        Family family = mode.family();
        requireUsed(request.overrides().keySet(), mode, settings);
        Consistency.require(family, settings);
        requireOnGrid(request, settings.get(ParameterTable.INTERVAL), family);

        ShareClass shareClass = shareClass(family, settings);
        HedgeAllocation hedge = ModeFile.hedgeAllocation(family, settings, "override");
        Requirements required = ModeFile.requirements(family, settings, "override");
        StrategyDefinition definition = new StrategyDefinition(
                request.strategy(),
                mode.mode(),
                family,
                request.environment(),
                shareClass.currency(),
                shareClass.marketNeutral(),
                settings.get(ParameterTable.ASSET),
                settings.get(ParameterTable.BASIS_TRADE_ENABLED),
                settings.get(ParameterTable.INTERVAL),
                capital(request, mode, settings, shareClass, overrides),
                request.from(),
                request.to(),
                request.source(),
                List.copyOf(required.positions()),
                List.copyOf(required.series()),
                TypedParameters.of(family, settings, hedge),
                null);
        @Nullable Scenario scenario = request.scenario();
        if (scenario == null) {
            return definition;
        }
        if (request.environment() != Environment.BACKTEST) {
            throw new InvalidDefinition(
                    Code.CONTRADICTION, "a scenario belongs to a backtest, not to " + request.environment());
        }
        return definition.with(Scenarios.bound(scenario, definition));
    }

    /**
     * The environment of that name.
     *
     * @throws InvalidDefinition for one that does not exist or is not available
     */
    public static Environment environment(String name) {
        Environment environment = Arrays.stream(Environment.values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidDefinition(
                        Code.ENVIRONMENT, "unknown environment '" + name + "': use backtest, paper or testnet"));
        requireAvailable(environment);
        return environment;
    }

    private static void requireAvailable(Environment environment) {
        if (environment == Environment.LIVE) {
            throw new InvalidDefinition(
                    Code.ENVIRONMENT,
                    "environment " + environment + " is not available yet: use backtest, paper or testnet");
        }
    }

    /** Fingerprint of everything that influences numbers: the same for the same run under another name or on another bus. */
    public static String configHash(StrategyDefinition definition) {
        return ConfigHash.of(definition);
    }

    private static void requireNames(DefinitionRequest request) {
        if (!NAME.matcher(request.strategy()).matches()) {
            throw new InvalidDefinition(
                    Code.NAME,
                    "strategy name '" + request.strategy()
                            + "' must be 1 to 100 lower-case letters, digits, - or _, and begin with a letter or digit");
        }
        String source = request.source();
        if (source != null && !TOPIC.matcher(source).matches()) {
            throw new InvalidDefinition(
                    Code.NAME, "source '" + source + "' is not the name of a topic: letters, digits, '.', '_' and '-'");
        }
    }

    private static Map<Parameter<?>, String> overrides(DefinitionRequest request, ModeFile mode) {
        Map<Parameter<?>, String> texts = new HashMap<>();
        new TreeMap<>(request.overrides()).forEach((name, text) -> texts.put(settable(name, mode), text));
        if (!request.costs()) {
            for (Parameter<Boolean> cost : COSTS) {
                if (texts.getOrDefault(cost, "false").equals("true")) {
                    throw new InvalidDefinition(
                            Code.CONTRADICTION,
                            "override: " + cost.name() + " is true, but the run is without costs; drop one of the two");
                }
                texts.put(cost, "false");
            }
        }
        boolean gas = texts.getOrDefault(ParameterTable.COST_GAS, "true").equals("true")
                && mode.settings().get(ParameterTable.COST_GAS);
        if (!gas) {
            texts.putIfAbsent(ParameterTable.GAS_FLOAT, "0");
        }
        return texts;
    }

    private static Parameter<?> settable(String name, ModeFile mode) {
        Parameter<?> parameter = ParameterTable.byName(name)
                .orElseThrow(() -> new InvalidDefinition(
                        Code.UNKNOWN_KEY,
                        "override: unknown key " + name
                                + Nearest.suggestion(
                                        withoutSection(name),
                                        ParameterTable.all().stream()
                                                .filter(Parameter::settable)
                                                .map(Parameter::name)
                                                .toList())));
        if (!parameter.settable()) {
            throw new InvalidDefinition(
                    Code.NOT_SETTABLE,
                    "override: " + name + " belongs to mode " + mode.mode()
                            + " and cannot be changed; choose another of " + String.join(", ", Modes.names()));
        }
        return parameter;
    }

    /** Whether a key is used may follow from other keys, so this is known only when all are read. */
    private static void requireUsed(Set<String> names, ModeFile mode, Settings settings) {
        for (String name : new TreeSet<>(names)) {
            ParameterTable.byName(name)
                    .flatMap(parameter -> parameter.use().refusal(mode.family(), settings, "mode " + mode.mode()))
                    .ifPresent(reason -> {
                        throw new InvalidDefinition(
                                Code.NOT_SETTABLE, "override: " + name + " " + reason + ": leave it out");
                    });
        }
    }

    /** The name that a user meant who wrote the path of the mode file. */
    private static String withoutSection(String name) {
        return name.replaceFirst("^component_config\\.risk_monitor\\.limits\\.", "");
    }

    /** Decisions fall on multiples of the interval, and so must the first and the last of a run. */
    private static void requireOnGrid(DefinitionRequest request, Duration interval, Family family) {
        if (family == Family.DIRECTIONAL && !interval.equals(BAR)) {
            throw new InvalidDefinition(
                    Code.PERIOD,
                    "interval " + ParameterTable.INTERVAL.print(interval)
                            + " does not fit predictions and stops of bars of 5m; leave it at 5m");
        }
        Duration whole = family == Family.LENDING ? DAY : BETWEEN_FUNDING;
        if (interval.isZero() || interval.toNanosPart() != 0 || whole.toSeconds() % interval.toSeconds() != 0) {
            throw new InvalidDefinition(
                    Code.PERIOD,
                    "interval " + ParameterTable.INTERVAL.print(interval) + " must divide "
                            + ParameterTable.INTERVAL.print(whole) + " without remainder, as 5m, 15m or 1h do");
        }
        requireOnGrid("from", request.from(), interval);
        @Nullable Instant to = request.to();
        if (to != null) {
            requireOnGrid("to", to, interval);
            if (!request.from().isBefore(to)) {
                throw new InvalidDefinition(Code.PERIOD, "from " + request.from() + " must be before to " + to);
            }
        }
    }

    private static void requireOnGrid(String what, Instant instant, Duration interval) {
        long seconds = interval.toSeconds();
        Instant before = Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
        if (!before.equals(instant)) {
            throw new InvalidDefinition(
                    Code.PERIOD,
                    what + " " + instant + " is not a multiple of the interval of "
                            + ParameterTable.INTERVAL.print(interval) + "; use " + before + " or "
                            + before.plus(interval));
        }
    }

    private static ShareClass shareClass(Family family, Settings settings) {
        Asset currency = settings.get(ParameterTable.SHARE_CLASS);
        Asset asset = settings.get(ParameterTable.ASSET);
        List<Asset> possible = switch (family) {
            case LENDING, DIRECTIONAL -> List.of(asset);
            // Capital lands in the wallet, which holds no BTC.
            case BASIS -> asset == Asset.BTC ? List.of(Asset.USDT) : List.of(Asset.USDT, asset);
            case STAKING -> List.of(Asset.ETH);
            case HEDGED_STAKING -> List.of(Asset.USDT);
        };
        if (!possible.contains(currency)) {
            throw new InvalidDefinition(
                    Code.SHARE_CLASS,
                    "share_class " + currency + " is not possible with asset " + asset + "; use "
                            + String.join(
                                    " or ", possible.stream().map(Asset::name).toList()));
        }
        return ShareClass.of(currency);
    }

    private static BigDecimal capital(
            DefinitionRequest request,
            ModeFile mode,
            Settings settings,
            ShareClass shareClass,
            Map<Parameter<?>, String> overrides) {
        Asset currency = shareClass.currency();
        @Nullable String text = request.capital();
        if (text != null) {
            BigDecimal capital = ValueType.readDecimal(text)
                    .filter(value -> value.signum() > 0)
                    .orElseThrow(() -> new InvalidDefinition(
                            Code.CAPITAL,
                            "capital is '" + text + "', which is not a number above 0, such as "
                                    + shareClass.initialCapital().toPlainString()));
            return requirePayable(capital, currency);
        }
        boolean moved = mode.settings().get(ParameterTable.SHARE_CLASS) != currency
                && !overrides.containsKey(ParameterTable.INITIAL_CAPITAL);
        return requirePayable(
                moved ? shareClass.initialCapital() : settings.get(ParameterTable.INITIAL_CAPITAL), currency);
    }

    private static BigDecimal requirePayable(BigDecimal capital, Asset currency) {
        if (capital.stripTrailingZeros().scale() > currency.scale()) {
            throw new InvalidDefinition(
                    Code.CAPITAL,
                    "capital " + capital.toPlainString() + " has more decimals than the " + currency.scale() + " that "
                            + currency + " is kept at");
        }
        return capital;
    }
}
