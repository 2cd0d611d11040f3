package io.basis.execution.app;

import io.basis.domain.message.Tick;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueCall;
import io.basis.execution.RouteState;
import io.basis.messaging.Calls;
import io.basis.messaging.Local;
import io.basis.messaging.Locals;
import io.basis.messaging.Shell;
import io.basis.venues.gateway.VenueGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line between the loop of one route and its venues: calls go out on threads of their own, answers and the time come
 * back between two polls.
 */
final class Line implements Calls, Locals<RouteState>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** Calls under way at once; a venue that hangs holds up its own route alone. */
    private static final int CALLS = 4;

    private final VenueGateway gateway;
    private final ExecutorService calls = Executors.newFixedThreadPool(
            CALLS, Thread.ofPlatform().name("venue-", 0).daemon().factory());
    private final Queue<Local> answers = new ConcurrentLinkedQueue<>();

    Line(VenueGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Duration granularity() {
        return Duration.ofMillis(5);
    }

    @Override
    public void call(String strategy, VenueCall call) {
        calls.execute(() -> {
            try {
                answers.add(new Local(strategy, gateway.call(strategy, call)));
            } catch (RuntimeException e) {
                // Whatever went wrong on the way, the venue may have acted: the order's own timers ask what became of
                // it.
                LOG.warn("{} of {}: {}", call.getClass().getSimpleName(), strategy, e.toString());
                failed(strategy, call, String.valueOf(e.getMessage()));
            }
        });
    }

    private void failed(String strategy, VenueCall call, String detail) {
        if (call instanceof VenueCall.Submit submit) {
            answers.add(new Local(strategy, new VenueAnswer.Unknown(submit.clientId(), detail)));
        }
    }

    @Override
    public List<Local> due(Instant now, Shell<RouteState> shell) {
        List<Local> due = new ArrayList<>();
        for (Local answer = answers.poll(); answer != null; answer = answers.poll()) {
            due.add(answer);
        }
        shell.forEachRunning((strategy, state) -> {
            if (state.due(now)) {
                due.add(new Local(strategy, new Tick(now)));
            }
        });
        return due;
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
