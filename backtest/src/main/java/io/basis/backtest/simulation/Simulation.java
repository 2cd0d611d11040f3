package io.basis.backtest.simulation;

import io.basis.backtest.engine.DirectBus;
import io.basis.backtest.run.LedgerHash;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StrategyCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One seed: the undisturbed run, the disturbed one, what both must have in common, and why they do not. */
public final class Simulation {

    /** Runs spent on making a script shorter. */
    private static final int TRIES = 150;

    private final Plan plan;
    private final Market market;
    private final Parts parts;

    private Simulation(Plan plan, Parts parts) {
        this.plan = plan;
        this.parts = parts;
        market = new Market(plan);
    }

    /**
     * Runs a seed.
     *
     * @param mode of all its strategies, or null to let the seed choose
     */
    public static Outcome of(long seed, @Nullable String mode) {
        return of(seed, mode, Parts.SOUND);
    }

    /** Runs a seed on other parts. */
    public static Outcome of(long seed, @Nullable String mode, Parts parts) {
        return new Simulation(Plan.of(seed, mode), parts).outcome();
    }

    private Outcome outcome() {
        Run calm = new Run(plan, market, Script.UNDISTURBED, parts);
        try {
            calm.toItsEnd();
            compareWithDirect(calm);
        } catch (Violation violation) {
            return outcome(calm, failure(violation, List.of()));
        }
        TreeMap<String, String> expected = calm.left();
        Script script = Script.draw(plan.seed(), calm.world().steps());
        Run run = new Run(plan, market, script, parts);
        @Nullable Violation violation = violation(run, expected);
        return outcome(
                run, violation == null ? null : failure(violation, shrunk(script, violation.invariant(), expected)));
    }

    private @Nullable Violation violation(Run run, TreeMap<String, String> expected) {
        try {
            run.toItsEnd();
            compare(run.left(), expected);
            return null;
        } catch (Violation violation) {
            return violation;
        }
    }

    private static void compare(TreeMap<String, String> left, TreeMap<String, String> expected) {
        TreeMap<String, String> all = new TreeMap<>(expected);
        all.putAll(left);
        for (String what : all.keySet()) {
            if (!Objects.equals(left.get(what), expected.get(what))) {
                throw new Violation(Invariant.SAME_AS_UNDISTURBED, what + " differ");
            }
        }
    }

    private void compareWithDirect(Run calm) {
        for (Plan.Life life : plan.lives()) {
            List<RiskAssessment> booked = new ArrayList<>();
            DirectBus bus = new DirectBus(life.backtest().strategy(), market, message -> {
                if (message instanceof RiskAssessment assessment
                        && !assessment.events().isEmpty()) {
                    booked.add(assessment);
                }
            });
            try {
                bus.run(new StrategyCommand.Start(life.backtest(), life.flows()));
            } catch (Refusal refused) {
                // The loop halts it at the same point, which the ledger shows.
            }
            String strategy = life.definition().strategy();
            if (!LedgerHash.of(booked).equals(calm.witness().ledger(strategy))) {
                throw new Violation(Invariant.SAME_AS_DIRECT, strategy + " has another ledger");
            }
        }
    }

    private Outcome outcome(Run run, Outcome.@Nullable Failure failure) {
        Duration longest = Duration.ZERO;
        for (Plan.Life life : plan.lives()) {
            Duration length = Duration.between(
                    life.definition().from(), Objects.requireNonNull(life.definition().to()));
            longest = length.compareTo(longest) > 0 ? length : longest;
        }
        TreeMap<String, String> left = run.left();
        if (failure != null) {
            left.put("violation", failure.toString());
        }
        return new Outcome(
                plan.seed(),
                plan.lives().size(),
                run.witness().instants(),
                run.witness().groups(),
                run.world().steps(),
                longest,
                run.world().elapsed(),
                run.world().counts(),
                run.world().fenced(),
                run.witness().nakedInstants(),
                Run.digest(left),
                failure);
    }

    private static Outcome.Failure failure(Violation violation, List<String> script) {
        return new Outcome.Failure(violation.invariant(), String.valueOf(violation.getMessage()), script);
    }

    /** Leaves out what is not needed to violate the same invariant: halves first, then single faults. */
    private List<String> shrunk(Script script, Invariant invariant, TreeMap<String, String> expected) {
        Script shortest = script;
        int tries = 0;
        Script orderly = new Script(script.faults(), true);
        if (fails(orderly, invariant, expected)) {
            shortest = orderly;
        }
        for (int length = Math.max(1, shortest.faults().size() / 2); length > 0 && tries < TRIES; length /= 2) {
            int from = 0;
            while (from < shortest.faults().size() && tries < TRIES) {
                int to = Math.min(shortest.faults().size(), from + length);
                Script shorter = shortest.without(from, to);
                tries++;
                if (fails(shorter, invariant, expected)) {
                    shortest = shorter;
                } else {
                    from = to;
                }
            }
        }
        return shortest.lines();
    }

    private boolean fails(Script script, Invariant invariant, TreeMap<String, String> expected) {
        @Nullable Violation violation = violation(new Run(plan, market, script, parts), expected);
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
