package io.basis.local.chaos;

import io.basis.backtest.output.TextTable;
import io.basis.backtest.stack.Chaos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the figures of a run together, and the judgement. */
final class Report {

    private final Chaos.Plan plan;
    private final Cluster cluster;
    private final Owner owner;
    private final Progress progress;
    private final Poison poison;
    private final Victim victim;
    private final Verification verification;

    Report(
            Chaos.Plan plan,
            Cluster cluster,
            Owner owner,
            Progress progress,
            Poison poison,
            Victim victim,
            Verification verification) {
        this.plan = plan;
        this.cluster = cluster;
        this.owner = owner;
        this.progress = progress;
        this.poison = poison;
        this.victim = victim;
        this.verification = verification;
    }

    String table(Duration took) {
        TextTable figures = new TextTable().left("what", "").right("figure", "");
        long flows = count(owner.acknowledgedFlows());
        figures.row("seed", Long.toString(plan.seed()));
        figures.row("minutes of faults", Long.toString(plan.faults().toMinutes()));
        figures.row("seconds in all", Long.toString(took.toSeconds()));
        figures.row("strategies run", Long.toString(count(owner.acknowledgedStarts())));
        figures.row("instants", Long.toString(progress.instants(strategy -> true)));
        figures.row("equal to their undisturbed run", Integer.toString(verification.equal()));
        figures.row("order groups intended", Long.toString(verification.intended()));
        figures.row("order groups executed", Long.toString(verification.executed()));
        figures.row("orders intended at outside venues", Long.toString(verification.outsideIntended()));
        figures.row("orders executed by outside venues", Long.toString(verification.outsideExecuted()));
        figures.row("flows acknowledged", Long.toString(flows));
        figures.row("flows settled, the others on their way as undisturbed", Integer.toString(verification.settled()));
        figures.row("flows later than asked for", Integer.toString(verification.late()));
        figures.row("requests repeated", Integer.toString(owner.repeated()));
        figures.row("records on all topics", Long.toString(verification.records()));
        figures.row("sequences (topic, strategy, writer)", Integer.toString(verification.streams()));
        figures.row("gaps in sequences", Integer.toString(verification.gaps()));
        verification
                .duplicates()
                .forEach((topic, count) -> figures.row("duplicates on " + topic, Integer.toString(count)));
        figures.row("poison written", Integer.toString(verification.poisonous()));
        figures.row("poison refused by the broker", Integer.toString(poison.refused()));
        figures.row("records put aside as dead letters", Integer.toString(verification.deadLetters()));
        cluster.endedByThemselves()
                .forEach((name, count) -> figures.row("ended by itself: " + name, Integer.toString(count)));
        return figures + "\n" + recoveries() + "\n" + poisoned();
    }

    private String recoveries() {
        Map<FaultKind, List<Duration>> times = new EnumMap<>(FaultKind.class);
        Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
        for (Progress.Recovery recovery : progress.recoveries()) {
            injected.merge(recovery.kind, 1, Integer::sum);
            @Nullable Duration took = recovery.took();
            if (took != null) {
                times.computeIfAbsent(recovery.kind, kind -> new ArrayList<>()).add(took);
            }
        }
        TextTable table = new TextTable()
                .left("fault", "")
                .right("injected", "")
                .right("recovery, median", "s")
                .right("max", "s");
        injected.forEach((kind, count) -> {
            List<Duration> sorted = new ArrayList<>(times.getOrDefault(kind, List.of()));
            Collections.sort(sorted);
            table.row(
                    kind.toString(),
                    Integer.toString(count),
                    sorted.isEmpty() ? "-" : seconds(sorted.get(sorted.size() / 2)),
                    sorted.isEmpty() ? "-" : seconds(sorted.getLast()));
        });
        return table.toString();
    }

    private String poisoned() {
        Victim.@Nullable Result result = victim.result();
        if (result == null) {
            return "";
        }
        return "poisoned strategy %s\n  %s\n  instants per second of the others: %s before, %s while it stood still\n"
                .formatted(
                        result.script().strategy(),
                        result.halt() == null ? "did not halt" : "halted by " + result.halt(),
                        one(result.before()),
                        one(result.after()));
    }

    /** All violations, those of the figures too. */
    List<String> judge(List<String> found) {
        List<String> violations = new ArrayList<>(found);
        for (Progress.Recovery recovery : progress.recoveries()) {
            if (recovery.took() == null) {
                violations.add("not all strategies went on after: " + recovery.kind);
            }
        }
        Victim.@Nullable Result result = victim.result();
        if (result != null && result.halt() == null) {
            violations.add("the poisoned strategy did not halt");
        }
        return violations;
    }

    private static String seconds(Duration duration) {
        return one(duration.toMillis() / 1000.0);
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static long count(Iterable<?> all) {
        long count = 0;
        for (Object ignored : all) {
            count++;
        }
        return count;
    }
}
