package io.basis.marketdata.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Status;
import io.basis.marketdata.ReplayCore;
import io.basis.marketdata.ReplayState;
import io.basis.messaging.Calls;
import io.basis.messaging.Codec;
import io.basis.messaging.Inbound;
import io.basis.messaging.Local;
import io.basis.messaging.MemoryStore;
import io.basis.messaging.Outbound;
import io.basis.messaging.Outlet;
import io.basis.messaging.Samples;
import io.basis.messaging.Shell;
import io.basis.messaging.Spans;
import io.basis.messaging.StoreFailure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaperPaceTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    private final Codec codec = new Codec();
    private final Shell<ReplayState> shell = new Shell<>(
            "market-data-service",
            new ReplayCore(definition -> List.of(Samples.snapshot(), Samples.snapshot(), Samples.snapshot())),
            codec,
            new MemoryStore(),
            new Outlet() {
                @Override
                public void send(List<Outbound> records) {}

                @Override
                public void await() {}
            },
            Spans.NONE,
            Calls.NONE);

    @BeforeEach
    void start() throws StoreFailure {
        shell.assigned(List.of(0));
        for (Environment environment : List.of(Environment.PAPER, Environment.BACKTEST)) {
            StartedStrategy started =
                    new StartedStrategy(Samples.definition(environment.toString(), environment), Status.RUNNING);
            byte[] body = codec.write(Topic.STRATEGIES, started);
            int offset = environment == Environment.PAPER ? 0 : 1;
            shell.batch(
                    List.of(new Inbound(Topic.STRATEGIES, 0, offset, environment.toString(), 1, "", body)), List.of());
        }
    }

    private void done(int instant) throws StoreFailure {
        TargetPositions hold = Samples.decision();
        byte[] body = codec.write(
                Topic.TARGET_POSITIONS,
                new TargetPositions(hold.at(), 0, hold.action(), List.of(), 0, hold.reason(), 0, 0, 0, null, true));
        shell.batch(
                List.of(new Inbound(Topic.TARGET_POSITIONS, 0, instant, "paper", instant + 1, "", body)), List.of());
    }

    @Test
    void releasesAPaperStrategyWhenItIsDoneAndItsTimeHasCome() throws StoreFailure {
        // An hour of its own is ten seconds here.
        PaperPace pace = new PaperPace(360);

        assertThat(pace.due(START, shell)).isEmpty();
        assertThat(pace.due(START.plusSeconds(20), shell)).isEmpty();
        done(0);
        List<Local> due = pace.due(START.plusSeconds(21), shell);
        assertThat(due).extracting(Local::strategy).containsExactly("paper");
        shell.batch(List.of(), due);
        done(1);
        assertThat(pace.due(START.plusSeconds(30), shell)).isEmpty();
        assertThat(pace.due(START.plusSeconds(31), shell)).hasSize(1);
    }

    @Test
    void doesNotHoldBackWithoutALimit() throws StoreFailure {
        PaperPace pace = new PaperPace(0);

        done(0);

        assertThat(pace.due(START, shell)).hasSize(1);
    }

    @Test
    void refusesASpeedThatIsNone() {
        assertThatThrownBy(() -> new PaperPace(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("basis.speed must be 0 or more, got -1.0");
    }
}
