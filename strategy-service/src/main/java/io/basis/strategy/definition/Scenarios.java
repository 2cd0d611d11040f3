package io.basis.strategy.definition;

import io.basis.domain.market.SeriesPattern;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.util.List;

/**
 * Stress scenarios: those shipped, one file each under {@code scenarios/}, listed in {@code scenarios/index.txt}, and
 * those of a user's own file.
 *
 * <p>A file is written for any strategy: {@link #COIN} and {@link #LST} stand for what the strategy at hand trades and
 * stakes, until the scenario is bound to it.
 */
public final class Scenarios {

    /** Stands for the coin that the strategy trades. */
    static final String COIN = "{coin}";

    /** Stands for the staked token that the strategy holds. */
    static final String LST = "{lst}";

    private static final List<String> NAMES =
            YamlFile.text("scenarios/index.txt").lines().map(String::strip).toList();

    private Scenarios() {}

    /** Names of all shipped scenarios, in the order in which they are shown. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads a shipped scenario.
     *
     * @throws InvalidDefinition for one that does not exist, suggesting the nearest
     */
    public static Scenario named(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidDefinition(
                    Code.UNKNOWN_SCENARIO,
                    "unknown scenario '" + name + "'" + Nearest.suggestion(name, NAMES) + " (scenarios: "
                            + String.join(", ", NAMES) + ")");
        }
        String file = "scenarios/" + name + ".yaml";
        return ScenarioFile.parse(file, YamlFile.text(file));
    }

    /**
     * Reads a scenario from the text of a file.
     *
     * @param file name of the file, for errors
     * @throws InvalidDefinition with one line for everything a user can get wrong
     */
    public static Scenario parse(String file, String text) {
        return ScenarioFile.parse(file, text);
    }

    /** The scenario as it concerns one strategy. */
    public static Scenario bound(Scenario scenario, StrategyDefinition definition) {
        return new Scenario(
                scenario.name(),
                scenario.title(),
                scenario.shocks().stream()
                        .map(shock -> bound(shock, definition))
                        .toList());
    }

    private static Shock bound(Shock shock, StrategyDefinition definition) {
        return switch (shock) {
            case Shock.Scale s ->
                new Shock.Scale(s.after(), s.lasting(), bound(s.series(), definition), s.factor(), s.over());
            case Shock.Replace s -> new Shock.Replace(s.after(), s.lasting(), bound(s.series(), definition), s.value());
            case Shock.Accrue s -> new Shock.Accrue(s.after(), s.lasting(), bound(s.series(), definition), s.rate());
            case Shock.Stall s -> new Shock.Stall(s.after(), s.lasting(), bound(s.series(), definition));
            case Shock.Freeze s -> s;
            case Shock.Refuse s -> s;
            case Shock.HoldTransfers s -> s;
        };
    }

    private static SeriesPattern bound(SeriesPattern series, StrategyDefinition definition) {
        return new SeriesPattern(series.kind(), bound(series.source(), definition), bound(series.symbol(), definition));
    }

    /** What a strategy does not have keeps its placeholder, which no series bears. */
    private static String bound(String part, StrategyDefinition definition) {
        Staking staking = definition.parameters().staking();
        String named = part.replace(COIN, definition.traded().name());
        return staking == null ? named : named.replace(LST, staking.lst().name());
    }
}
