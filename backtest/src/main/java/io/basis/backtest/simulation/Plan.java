package io.basis.backtest.simulation;

import io.basis.domain.message.StrategyCommand;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.strategy.definition.Modes;
import io.basis.strategy.definition.Scenarios;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the strategies of some seeds are to do.
 *
 * @param market seed of the market they live in
 * @param rough true where its prices move wildly
 * @param pace simulated seconds of the market per second of the clock, for strategies that have one
 */
record Plan(long number, List<Life> lives, long market, boolean rough, double pace) {

    /** Seeds that share a plan, each with faults and an order of events of its own. */
    private static final int SEEDS = 4;

    private static final int MARKETS = 6;
    private static final int SHORTEST = 24;
    private static final int LONGEST = 60;
    private static final List<String> SCENARIOS = Scenarios.names();
    private static final Map<String, Duration> INTERVALS = new ConcurrentHashMap<>();

    Plan {
        lives = List.copyOf(lives);
    }

    /** True when orders leave the loop, to venues that are called and answer. */
    boolean routed() {
        return lives.getFirst().definition().environment().routed();
    }

    /** How venues outside treat orders: badly in every other plan. */
    VenueTemper temper() {
        return new VenueTemper(number, number % 2 == 0);
    }

    /**
     * One strategy.
     *
     * @param definition as it runs under the adversary
     * @param backtest as it runs on the direct bus, which has no clock
     * @param flows all of them
     * @param announced how many of the flows, the last ones, are requested before the start instead of with it
     */
    record Life(StrategyDefinition definition, StrategyDefinition backtest, List<Flow> flows, int announced) {

        /** What its owner says. */
        List<StrategyCommand> commands() {
            List<StrategyCommand> commands = new ArrayList<>();
            int first = flows.size() - announced;
            for (Flow flow : flows.subList(first, flows.size())) {
                // Asked for twice, as by somebody who saw no answer.
                commands.add(new StrategyCommand.RequestFlow(flow));
                commands.add(new StrategyCommand.RequestFlow(flow));
            }
            commands.add(new StrategyCommand.Start(definition, flows.subList(0, first)));
            return commands;
        }

        int instants() {
            return (int) Duration.between(definition.from(), definition.to()).dividedBy(definition.interval()) + 1;
        }
    }

    /** The number of the plan that a seed carries out. */
    static long number(long seed) {
        return Math.floorDiv(seed, SEEDS);
    }

    /** Two or three strategies, of one mode if one is asked for, else of different ones. */
    static Plan of(long number, @Nullable String mode) {
        SplittableRandom random = new SplittableRandom(number * 31 + 7);
        int count = 2 + random.nextInt(2);
        List<String> modes = Modes.names();
        int first = Math.floorMod(number, modes.size());
        int apart = 1 + random.nextInt(modes.size() / count);
        Environment environment = switch (random.nextInt(6)) {
            case 0 -> Environment.PAPER;
            case 1, 2 -> Environment.TESTNET;
            default -> Environment.BACKTEST;
        };
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String chosen = mode != null ? mode : modes.get((first + i * apart) % modes.size());
            lives.add(life(chosen, i, environment, random));
        }
        return new Plan(
                number,
                lives,
                random.nextInt(MARKETS),
                random.nextInt(3) == 0,
                new double[] {0, 60, 600}[random.nextInt(3)]);
    }

    /** One run of a mode with all it defaults to, a deposit and a withdrawal. */
    static Plan plain(String mode, Environment environment, int instants) {
        StrategyDefinition any = define("plain", mode, Environment.BACKTEST, null, 0, 1, Map.of(), true, null);
        Instant from = any.from();
        StrategyDefinition definition = define("plain", mode, environment, null, 0, instants, Map.of(), true, null);
        BigDecimal tenth = definition.capital().movePointLeft(1);
        List<Flow> flows = List.of(
                new Flow(
                        "d",
                        Flow.Type.DEPOSIT,
                        tenth,
                        from.plus(definition.interval().multipliedBy(2))),
                new Flow(
                        "w",
                        Flow.Type.WITHDRAWAL,
                        tenth,
                        from.plus(definition.interval().multipliedBy(4))));
        return new Plan(1, List.of(new Life(definition, definition, flows, 1)), 0, false, 0);
    }

    private static Life life(String mode, int place, Environment environment, SplittableRandom random) {
        int instants = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
        int offset = random.nextInt(100);
        boolean costs = random.nextInt(3) != 0;
        String name = (char) ('a' + place) + "-" + mode.replace('_', '-');
        @Nullable
        Scenario scenario = random.nextInt(4) == 0 && environment == Environment.BACKTEST
                ? Scenarios.named(SCENARIOS.get(random.nextInt(SCENARIOS.size())))
                : null;
        int thousandths = 200 + random.nextInt(3_000);
        Map<String, String> overrides = overrides(mode);
        StrategyDefinition standard =
                define(name, mode, Environment.BACKTEST, null, offset, instants, overrides, costs, scenario);
        String capital = standard.capital()
                .multiply(BigDecimal.valueOf(thousandths, 3))
                .setScale(4, RoundingMode.HALF_EVEN)
                .toPlainString();
        StrategyDefinition backtest =
                define(name, mode, Environment.BACKTEST, capital, offset, instants, overrides, costs, scenario);
        StrategyDefinition definition =
                define(name, mode, environment, capital, offset, instants, overrides, costs, scenario);
        List<Flow> flows = flows(definition, instants, random);
        return new Life(definition, backtest, flows, flows.isEmpty() ? 0 : random.nextInt(flows.size() + 1));
    }

    private static Map<String, String> overrides(String mode) {
        Map<String, String> overrides = new HashMap<>();
        if (mode.startsWith("ml_")) {
            overrides.put("ml_config.signal_threshold", "0.5");
        }
        return overrides;
    }

    private static List<Flow> flows(StrategyDefinition definition, int instants, SplittableRandom random) {
        List<Flow> flows = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Flow.Type type = random.nextInt(5) < 2 ? Flow.Type.DEPOSIT : Flow.Type.WITHDRAWAL;
            BigDecimal amount = definition
                    .capital()
                    .multiply(BigDecimal.valueOf(1 + random.nextInt(200), 3))
                    .setScale(4, RoundingMode.HALF_EVEN);
            Instant at = definition.from().plus(definition.interval().multipliedBy(1 + random.nextInt(instants)));
            flows.add(new Flow("flow-" + i, type, amount, at, random.nextInt(6) == 0));
        }
        return flows;
    }

    private static StrategyDefinition define(
            String name,
            String mode,
            Environment environment,
            @Nullable String capital,
            int offset,
            int instants,
            Map<String, String> overrides,
            boolean costs,
            @Nullable Scenario scenario) {
        Duration interval = INTERVALS.computeIfAbsent(
                mode,
                m -> Definitions.define(new DefinitionRequest(
                                "x", m, Environment.BACKTEST, null, SyntheticMarket.FROM, null, null, Map.of(), true))
                        .interval());
        Instant start = interval.compareTo(Duration.ofHours(1)) < 0
                ? SyntheticMarket.RALLY.minus(interval.multipliedBy(20))
                : SyntheticMarket.FROM.plus(Duration.ofHours(offset));
        return Definitions.define(new DefinitionRequest(
                name,
                mode,
                environment,
                capital,
                start,
                start.plus(interval.multipliedBy(instants)),
                null,
                overrides,
                costs,
                scenario));
    }
}
