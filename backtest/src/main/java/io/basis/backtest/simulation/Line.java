package io.basis.backtest.simulation;

import io.basis.backtest.simulation.Fault.Kind;
import io.basis.domain.message.Route;
import io.basis.domain.message.Tick;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueCall;
import io.basis.execution.RouteState;
import io.basis.messaging.Calls;
import io.basis.messaging.Local;
import io.basis.messaging.Locals;
import io.basis.messaging.Shell;
import io.basis.venues.gateway.VenueGateway;
import io.basis.venues.simulated.BookStore;
import io.basis.venues.simulated.SimulatedGateway;
import io.basis.venues.simulated.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The line between one instance and the venues of its route: calls and answers may be lost, late or there twice.
 *
 * <p>What is on its way to a venue gets there even if the instance dies; what is on its way back does not.
 */
final class Line implements Calls, Locals<RouteState>, Service.Waiting<RouteState> {

    /** Most answers take less; a late one, or a late call, takes up to an hour. */
    private static final Duration SOON = Duration.ofSeconds(90);

    private static final Duration LATE = Duration.ofHours(1);

    private final World world;
    private final Wire wire;
    private final List<Answer> answers = new ArrayList<>();

    Line(World world, Wire wire) {
        this.world = world;
        this.wire = wire;
    }

    /** What is on its way to the venues of a route, whoever sent it. */
    static final class Wire {
        private final VenueGateway gateway;
        private final List<Late> calls = new ArrayList<>();

        /** The clock of the venues. */
        private Instant now = Instant.EPOCH;

        Wire(Route route, BookStore books, Treatment.Rule rule) {
            gateway = new SimulatedGateway(route, books, rule, () -> now);
        }

        private VenueAnswer call(String strategy, VenueCall call, Instant at) {
            now = at;
            return gateway.call(strategy, call);
        }

        private void deliver(Instant at) {
            for (Iterator<Late> late = calls.iterator(); late.hasNext(); ) {
                Late call = late.next();
                if (!call.at().isAfter(at)) {
                    late.remove();
                    call(call.strategy(), call.call(), at);
                }
            }
        }
    }

    private record Late(Instant at, String strategy, VenueCall call) {}

    private record Answer(Instant at, Local message) {}

    @Override
    public void call(String strategy, VenueCall call) {
        if (world.strikes(Kind.CALL_LOST)) {
            return;
        }
        if (world.strikes(Kind.CALL_LATE)) {
            wire.calls.add(new Late(after(LATE), strategy, call));
            return;
        }
        world.durable(Kind.CRASH_BEFORE_CALL);
        VenueAnswer answer = wire.call(strategy, call, world.now());
        world.durable(Kind.CRASH_AFTER_CALL);
        if (world.strikes(Kind.ANSWER_LOST)) {
            if (call instanceof VenueCall.Submit submit && world.chance(2)) {
                back(strategy, new VenueAnswer.Unknown(submit.clientId(), "502"), SOON);
            }
            return;
        }
        back(strategy, answer, world.strikes(Kind.ANSWER_LATE) ? LATE : SOON);
        if (world.strikes(Kind.ANSWER_TWICE)) {
            back(strategy, answer, LATE);
        }
    }

    private void back(String strategy, VenueAnswer answer, Duration within) {
        answers.add(new Answer(after(within), new Local(strategy, answer)));
    }

    private Instant after(Duration atMost) {
        return world.now().plusMillis(world.draw((int) atMost.toMillis()));
    }

    @Override
    public List<Local> due(Instant now, Shell<RouteState> shell) {
        wire.deliver(now);
        List<Local> due = new ArrayList<>();
        answers.removeIf(answer -> {
            boolean here = !answer.at().isAfter(now);
            if (here) {
                due.add(answer.message());
            }
            return here;
        });
        shell.forEachRunning((strategy, state) -> {
            if (state.due(now)) {
                due.add(new Local(strategy, new Tick(now)));
            }
        });
        return due;
    }

    @Override
    public boolean on(Shell<RouteState> shell) {
        boolean[] waits = {!answers.isEmpty() || !wire.calls.isEmpty()};
        shell.forEachRunning((strategy, state) -> waits[0] |= state.due(Instant.MAX));
        return waits[0];
    }
}
