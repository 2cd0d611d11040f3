package io.basis.local.chaos;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Carries a schedule of faults out. */
final class Faults {

    /** What the stack is left to itself at least between two faults. */
    private static final Duration BREATH = Duration.ofSeconds(8);

    private final Cluster cluster;
    private final Load load;
    private final Owner owner;
    private final Progress progress;
    private final Poison poison;
    private final Victim victim;
    private final Consumer<String> log;
    private boolean suffered;

    Faults(
            Cluster cluster,
            Load load,
            Owner owner,
            Progress progress,
            Poison poison,
            Victim victim,
            Consumer<String> log) {
        this.cluster = cluster;
        this.load = load;
        this.owner = owner;
        this.progress = progress;
        this.poison = poison;
        this.victim = victim;
        this.log = log;
    }

    /** Injects each fault an interval after the last, and not before a while after that was over. */
    void inject(Schedule schedule) {
        for (Fault fault : schedule.faults()) {
            long start = System.nanoTime();
            inject(fault);
            Duration rest = schedule.interval().minusNanos(System.nanoTime() - start);
            Cluster.pause(rest.compareTo(BREATH) > 0 ? rest : BREATH);
        }
    }

    private void inject(Fault fault) {
        progress.disturbed(fault.kind());
        String where = switch (fault.kind()) {
            case SERVICE_KILLED -> cluster.killService(fault.service(), fault.instance());
            case SERVICE_FROZEN -> cluster.freezeService(fault.service(), fault.instance(), fault.length());
            case SERVICE_TERMINATED -> cluster.terminateService(fault.service(), fault.instance());
            case REBALANCE_FORCED -> cluster.visitService(fault.service(), fault.length());
            case BROKER_KILLED -> {
                cluster.killBroker();
                yield "broker";
            }
            case DATABASE_KILLED -> {
                cluster.killDatabase();
                yield "database";
            }
            case DISK_FULL -> cluster.fillDisk() ? "broker" : "not possible on this machine: no prlimit";
            case POISON -> {
                poison();
                yield "all topics";
            }
        };
        log.accept(fault.kind() + ": " + where);
    }

    private void poison() {
        List<String> running = progress.unfinished().keySet().stream().toList();
        if (!running.isEmpty()) {
            poison.write(running.getFirst());
        }
        if (!suffered) {
            suffered = true;
            victim.suffer(load, owner, progress);
        }
    }
}
