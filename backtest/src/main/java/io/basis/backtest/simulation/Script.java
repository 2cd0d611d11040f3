package io.basis.backtest.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * All that the adversary does in a run.
 *
 * @param faults in the order of their steps
 * @param orderly true when instances take turns and read all there is; otherwise the seed decides who reads how much
 */
public record Script(List<Fault> faults, boolean orderly) {

    /** Two owners of one partition do harm at few moments: it takes many of them to meet one. */
    private static final List<Fault.Kind> KINDS = Stream.concat(
                    Stream.of(Fault.Kind.values()),
                    Stream.of(
                            Fault.Kind.ZOMBIE,
                            Fault.Kind.ZOMBIE,
                            Fault.Kind.ZOMBIE,
                            Fault.Kind.FREEZE,
                            Fault.Kind.FREEZE,
                            Fault.Kind.DUPLICATE))
            .toList();

    /** Nothing goes wrong. */
    public static final Script UNDISTURBED = new Script(List.of(), false);

    /** Nothing goes wrong, and nothing is left to chance. */
    public static final Script ORDERLY = new Script(List.of(), true);

    /** Longest time for which anything is away. */
    private static final int LONGEST = 120;

    public Script {
        faults = List.copyOf(faults);
    }

    /**
     * Draws faults of all kinds.
     *
     * @param steps over which they are spread
     */
    static Script draw(long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5ca1ab1e);
        int count = 10 + random.nextInt(50);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            faults.add(new Fault(
                    random.nextInt(Math.max(1, steps)),
                    KINDS.get(random.nextInt(KINDS.size())),
                    random.nextInt(1 << 16),
                    1 + random.nextInt(LONGEST)));
        }
        faults.sort(Comparator.comparingInt(Fault::step));
        return new Script(faults, false);
    }

    /** The same without some of its faults. */
    Script without(int from, int to) {
        List<Fault> rest = new ArrayList<>(faults.subList(0, from));
        rest.addAll(faults.subList(to, faults.size()));
        return new Script(rest, orderly);
    }

    /** One line for each fault. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Fault fault : faults) {
            lines.add("step " + fault.step() + ": " + fault.kind() + " (" + fault.which() + ", " + fault.lasting()
                    + " steps)");
        }
        if (orderly) {
            lines.add("instances take turns");
        }
        return lines;
    }
}
