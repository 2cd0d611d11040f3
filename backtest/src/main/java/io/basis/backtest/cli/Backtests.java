package io.basis.backtest.cli;

import io.basis.backtest.Build;
import io.basis.backtest.engine.DirectBus;
import io.basis.backtest.run.RunOrigin;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.backtest.run.RunRequest;
import io.basis.backtest.run.Summary;
import io.basis.backtest.stack.KafkaBus;
import io.basis.backtest.stack.Market;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.Message;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.strategy.definition.Definitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs backtests that have been prepared.
 *
 * @param bus name of the bus, as results give it
 * @param label the market data as the user named it
 */
record Backtests(String bus, String label, boolean synthetic) {

    /** All of them on the direct bus. */
    List<CompletedRun> direct(List<Prepared> all) {
        try (Progress progress = progress(all)) {
            return Parallel.map(all, prepared -> completed(prepared, direct(prepared, progress)));
        }
    }

    private static RunRecord direct(Prepared prepared, Progress progress) {
        long started = System.nanoTime();
        StrategyDefinition definition = prepared.request().definition();
        RunRecorder recorder = new RunRecorder(definition);
        Consumer<Message> observer = message -> {
            recorder.on(message);
            if (message instanceof TargetPositions decision && decision.instantDone()) {
                progress.instantDone();
            }
        };
        DirectBus bus =
                new DirectBus(definition.strategy(), any -> prepared.supplied().snapshots(), observer);
        bus.run(new StrategyCommand.Start(definition, prepared.request().flows()));
        return recorder.finish(Duration.ofNanos(System.nanoTime() - started));
    }

    /** All of them over one stack. */
    List<CompletedRun> kafka(List<Prepared> all, KafkaBus kafka, Market market) {
        try (Progress progress = progress(all)) {
            List<RunRequest> requests = all.stream().map(Prepared::request).toList();
            List<RunRecord> records = kafka.run(requests, market, progress::instantDone);
            List<CompletedRun> completed = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                completed.add(completed(all.get(i), records.get(i)));
            }
            return completed;
        }
    }

    private static Progress progress(List<Prepared> all) {
        return Progress.of(all.stream().map(Prepared::request).toList());
    }

    private CompletedRun completed(Prepared prepared, RunRecord record) {
        requireEnd(record);
        Supplied supplied = prepared.supplied();
        RunOrigin origin = new RunOrigin(
                bus,
                label,
                synthetic,
                supplied.hash(),
                Definitions.configHash(record.definition()),
                Build.version(),
                supplied.quality(),
                supplied.benchmark());
        return new CompletedRun(
                record, Summary.of(record, origin, prepared.loading().plus(record.loop())));
    }

    /** A run that ended early although nobody refused to go on is a defect, and must not pass for a result. */
    private static void requireEnd(RunRecord record) {
        Instant last = record.at().getLast();
        if (!record.definition().endsAt(last)) {
            throw new Refusal(
                    "RUN-001",
                    record.definition().mode() + " stopped at " + last + ", before its end "
                            + record.definition().to());
        }
    }
}
