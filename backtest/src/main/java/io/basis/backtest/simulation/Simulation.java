package io.basis.backtest.simulation;

import io.basis.backtest.engine.DirectBus;
import io.basis.backtest.run.LedgerHash;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StrategyCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plan: its undisturbed run, the disturbed ones, what they must have in common, and why they do not. */
public final class Simulation {

    /** Runs spent on making a script shorter. */
    private static final int TRIES = 150;

    private final Plan plan;
    private final Market market;
    private final Parts parts;
    private final Run calm;
    private final Outcome.@Nullable Failure flaw;
    private final Map<String, String> expected;

    private Simulation(Plan plan, Parts parts) {
        this.plan = plan;
        this.parts = parts;
        market = new Market(plan);
        calm = new Run(plan, market, plan.number(), Script.UNDISTURBED, parts);
        flaw = flaw();
        expected = calm.left();
    }

    /**
     * Runs seeds that share a plan.
     *
     * @param mode of all strategies, or null to let the plan choose
     */
    public static List<Outcome> of(List<Long> seeds, @Nullable String mode) {
        return of(seeds, mode, Parts.SOUND);
    }

    /** Runs seeds that share a plan on other parts. */
    public static List<Outcome> of(List<Long> seeds, @Nullable String mode, Parts parts) {
        Simulation simulation = new Simulation(Plan.of(Plan.number(seeds.getFirst()), mode), parts);
        return seeds.stream().map(simulation::outcome).toList();
    }

    /**
     * The first violation found.
     *
     * @param seeds how many it took, 0 when no fault was needed
     */
    record Found(Invariant invariant, int seeds, String detail) {}

    /** Looks for a violation in seeds that share a plan, and leaves its script as it is. */
    static @Nullable Found hunt(List<Long> seeds, Parts parts) {
        Simulation simulation = new Simulation(Plan.of(Plan.number(seeds.getFirst()), null), parts);
        Outcome.Failure flaw = simulation.flaw;
        if (flaw != null) {
            return new Found(flaw.invariant(), 0, flaw.detail());
        }
        for (int i = 0; i < seeds.size(); i++) {
            long seed = seeds.get(i);
            Script script = Script.draw(seed, simulation.calm.world().steps());
            @Nullable
            Violation violation =
                    simulation.violation(new Run(simulation.plan, simulation.market, seed, script, parts));
            if (violation != null) {
                return new Found(violation.invariant(), i + 1, String.valueOf(violation.getMessage()));
            }
        }
        return null;
    }

    /** The seeds from one to another, those together that share a plan. */
    public static List<List<Long>> seeds(long from, long to) {
        TreeMap<Long, List<Long>> byPlan = new TreeMap<>();
        for (long seed = from; seed <= to; seed++) {
            byPlan.computeIfAbsent(Plan.number(seed), plan -> new ArrayList<>()).add(seed);
        }
        return List.copyOf(byPlan.values());
    }

    /** What is wrong without any fault. */
    private Outcome.@Nullable Failure flaw() {
        try {
            calm.toItsEnd();
            calm.witness().end();
            compareWithDirect();
            return null;
        } catch (Violation violation) {
            return failure(violation, List.of());
        }
    }

    private Outcome outcome(long seed) {
        if (flaw != null) {
            return outcome(seed, calm, flaw);
        }
        Script script = Script.draw(seed, calm.world().steps());
        Run run = new Run(plan, market, seed, script, parts);
        @Nullable Violation violation = violation(run);
        return outcome(
                seed, run, violation == null ? null : failure(violation, shrunk(seed, script, violation.invariant())));
    }

    private @Nullable Violation violation(Run run) {
        try {
            run.toItsEnd();
            run.witness().end();
            compare(run.left());
            return null;
        } catch (Violation violation) {
            return violation;
        }
    }

    private void compare(Map<String, String> left) {
        TreeMap<String, String> all = new TreeMap<>(expected);
        all.putAll(left);
        for (String what : all.keySet()) {
            if (!Objects.equals(left.get(what), expected.get(what))) {
                throw new Violation(Invariant.SAME_AS_UNDISTURBED, what + " differ");
            }
        }
    }

    private void compareWithDirect() {
        for (Plan.Life life : plan.lives()) {
            List<RiskAssessment> booked = new ArrayList<>();
            List<Double> equity = new ArrayList<>();
            DirectBus bus = new DirectBus(life.backtest().strategy(), market, message -> {
                if (message instanceof RiskAssessment assessment
                        && !assessment.events().isEmpty()) {
                    booked.add(assessment);
                } else if (message instanceof PnlReport report) {
                    equity.add(report.equity());
                }
            });
            boolean refused = false;
            try {
                bus.run(new StrategyCommand.Start(life.backtest(), life.flows()));
            } catch (Refusal refusal) {
                refused = true;
            }
            String strategy = life.definition().strategy();
            List<RiskAssessment> same = calm.witness().booked(strategy);
            // The direct bus does not tell of the message at which it stops.
            int told = refused ? Math.min(booked.size(), same.size()) : same.size();
            if (plan.routed() && plan.temper().bad()) {
                continue;
            }
            // Routes report one after the other, so the same events are in another order.
            if (!plan.routed() && !LedgerHash.of(booked).equals(LedgerHash.of(same.subList(0, told)))) {
                throw new Violation(Invariant.SAME_AS_DIRECT, strategy + " has another ledger");
            }
            if (!refused && !equity.equals(calm.witness().equity(strategy))) {
                throw new Violation(Invariant.SAME_AS_DIRECT, strategy + " has another equity");
            }
        }
    }

    private Outcome outcome(long seed, Run run, Outcome.@Nullable Failure failure) {
        Duration longest = Duration.ZERO;
        for (Plan.Life life : plan.lives()) {
            Duration length = Duration.between(
                    life.definition().from(),
                    Objects.requireNonNull(life.definition().to()));
            longest = length.compareTo(longest) > 0 ? length : longest;
        }
        Map<String, String> left = run.left();
        if (failure != null) {
            left.put("violation", failure.toString());
        }
        return new Outcome(
                seed,
                plan.lives().size(),
                run.witness().instants(),
                run.witness().groups(),
                run.world().steps(),
                longest,
                run.world().elapsed(),
                run.world().counts(),
                run.world().fenced(),
                run.witness().naked().values().stream().mapToInt(n -> n).max().orElse(0),
                Run.digest(left),
                failure);
    }

    private static Outcome.Failure failure(Violation violation, List<String> script) {
        return new Outcome.Failure(violation.invariant(), String.valueOf(violation.getMessage()), script);
    }

    /** Leaves out what is not needed to violate the same invariant: halves first, then single faults. */
    private List<String> shrunk(long seed, Script script, Invariant invariant) {
        Script shortest = script;
        int tries = 0;
        Script orderly = new Script(script.faults(), true);
        if (fails(seed, orderly, invariant)) {
            shortest = orderly;
        }
        for (int length = Math.max(1, shortest.faults().size() / 2); length > 0 && tries < TRIES; length /= 2) {
            int from = 0;
            while (from < shortest.faults().size() && tries < TRIES) {
                int to = Math.min(shortest.faults().size(), from + length);
                Script shorter = shortest.without(from, to);
                tries++;
                if (fails(seed, shorter, invariant)) {
                    shortest = shorter;
                } else {
                    from = to;
                }
            }
        }
        return shortest.lines();
    }

    private boolean fails(long seed, Script script, Invariant invariant) {
        @Nullable Violation violation = violation(new Run(plan, market, seed, script, parts));
        return violation != null && violation.invariant() == invariant;
    }

    /** The faults of several seeds together. */
    public static Map<Fault.Kind, Integer> faults(List<Outcome> outcomes) {
        Map<Fault.Kind, Integer> sum = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            outcome.faults().forEach((kind, count) -> sum.merge(kind, count, Integer::sum));
        }
        return sum;
    }
}
