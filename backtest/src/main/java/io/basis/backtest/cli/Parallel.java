package io.basis.backtest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does independent work on all processors. */
final class Parallel {

    private Parallel() {}

    /** The results in the order of the inputs; a failure is that of the first input that failed. */
    static <T, R> List<R> map(List<T> inputs, Function<T, R> work) {
        if (inputs.size() == 1) {
            return List.of(work.apply(inputs.getFirst()));
        }
        int threads = Math.min(inputs.size(), Runtime.getRuntime().availableProcessors());
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<R>> pending = new ArrayList<>();
            for (T input : inputs) {
                pending.add(workers.submit(() -> work.apply(input)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> result : pending) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
