package io.basis.marketdata.app;

import io.basis.domain.message.Release;
import io.basis.marketdata.ReplayState;
import io.basis.messaging.Local;
import io.basis.messaging.Locals;
import io.basis.messaging.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clock of paper strategies: an interval of theirs takes at least its length divided by the speed.
 *
 * <p>After a restart the pace begins anew, so that a strategy may be late and is never early.
 */
final class PaperPace implements Locals<ReplayState> {

    private final double speed;
    private Map<String, Instant> released = new HashMap<>();

    /**
     * Makes the clock.
     *
     * @param speed simulated seconds per second, 0 for no limit
     */
    PaperPace(double speed) {
        if (!(speed >= 0)) {
            throw new IllegalArgumentException("basis.speed must be 0 or more, got " + speed);
        }
        this.speed = speed;
    }

    @Override
    public Duration granularity() {
        return Duration.ofMillis(10);
    }

    @Override
    public List<Local> due(Instant now, Shell<ReplayState> shell) {
        List<Local> due = new ArrayList<>();
        Map<String, Instant> last = new HashMap<>();
        shell.forEachRunning((strategy, state) -> {
            last.put(strategy, released.getOrDefault(strategy, now));
            @Nullable Duration interval = state.waitsForClock();
            if (interval != null && !now.isBefore(last.get(strategy).plus(pace(interval)))) {
                last.put(strategy, now);
                due.add(new Local(strategy, new Release()));
            }
        });
        released = last;
        return due;
    }

    private Duration pace(Duration interval) {
        return speed == 0 ? Duration.ZERO : Duration.ofNanos(Math.round(interval.toNanos() / speed));
    }
}
