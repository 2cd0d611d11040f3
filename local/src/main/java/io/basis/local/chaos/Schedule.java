package io.basis.local.chaos;

import static io.basis.local.chaos.FaultKind.BROKER_KILLED;
import static io.basis.local.chaos.FaultKind.DATABASE_KILLED;
import static io.basis.local.chaos.FaultKind.DISK_FULL;
import static io.basis.local.chaos.FaultKind.POISON;
import static io.basis.local.chaos.FaultKind.REBALANCE_FORCED;
import static io.basis.local.chaos.FaultKind.SERVICE_FROZEN;
import static io.basis.local.chaos.FaultKind.SERVICE_KILLED;
import static io.basis.local.chaos.FaultKind.SERVICE_TERMINATED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which faults follow each other, and how far apart: the same seed gives the same schedule.
 *
 * @param interval from the beginning of one fault to that of the next
 */
record Schedule(Duration interval, List<Fault> faults) {

    /** Faster only measures rebalancing. */
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(15);

    /** In every run, however short. */
    private static final List<FaultKind> ALWAYS =
            List.of(SERVICE_KILLED, SERVICE_FROZEN, POISON, BROKER_KILLED, DATABASE_KILLED);

    /** Once in every run that is long enough for more. */
    private static final List<FaultKind> ONCE = List.of(DISK_FULL, REBALANCE_FORCED, SERVICE_TERMINATED);

    /** What the rest of the time is filled with; services are what fails most often. */
    private static final List<FaultKind> OFTEN = List.of(
            SERVICE_KILLED,
            SERVICE_KILLED,
            SERVICE_FROZEN,
            SERVICE_FROZEN,
            SERVICE_TERMINATED,
            REBALANCE_FORCED,
            BROKER_KILLED,
            DATABASE_KILLED);

    Schedule {
        faults = List.copyOf(faults);
    }

    static Schedule of(long seed, Duration length, int services, int instances) {
        Random random = new Random(seed);
        int count = Math.max(ALWAYS.size(), (int) length.dividedBy(LONGEST_INTERVAL));
        List<FaultKind> kinds = new ArrayList<>(ALWAYS);
        if (count >= ALWAYS.size() + ONCE.size()) {
            kinds.addAll(ONCE);
        }
        while (kinds.size() < count) {
            kinds.add(OFTEN.get(random.nextInt(OFTEN.size())));
        }
        Collections.shuffle(kinds, random);
        List<Fault> faults = new ArrayList<>();
        for (FaultKind kind : kinds) {
            faults.add(new Fault(
                    kind,
                    random.nextInt(services),
                    random.nextInt(instances),
                    Duration.ofMillis(3_000 + random.nextInt(7_000))));
        }
        return new Schedule(length.dividedBy(count), faults);
    }
}
