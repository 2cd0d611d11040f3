package io.basis.backtest.cli;

import io.basis.backtest.run.RunRequest;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how many instants of all runs are done; elsewhere it shows nothing. */
final class Progress implements AutoCloseable {

    /** The launcher says whether standard error is a terminal, which Java cannot find out. */
    private static final String TERMINAL = "basis.terminal";

    private static final int WIDTH = 80;
    private static final int UPDATE_MILLIS = 200;

    /** Instants between two looks at the bar, which is slower than an instant. */
    private static final long STRIDE = 256;

    private final @Nullable ProgressBar bar;
    private final AtomicLong done = new AtomicLong();

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static Progress of(List<RunRequest> requests) {
        if (!Boolean.getBoolean(TERMINAL)) {
            return new Progress(null);
        }
        long instants = 0;
        for (RunRequest request : requests) {
            StrategyDefinition definition = request.definition();
            instants += Duration.between(definition.from(), Objects.requireNonNull(definition.to()))
                            .dividedBy(definition.interval())
                    + 1;
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName("instants")
                .setInitialMax(instants)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .clearDisplayOnFinish()
                .build());
    }

    /** One more instant of some run is done; may be called by several runs at once. */
    void instantDone() {
        if (bar != null) {
            long count = done.incrementAndGet();
            if (count % STRIDE == 0) {
                bar.stepTo(count);
            }
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
