package io.basis.execution.app;

import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueCall;
import io.basis.venues.gateway.VenueGateway;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Venues behind a slow line that loses answers, to try out what depends on them. */
record BadLine(VenueGateway gateway, Duration delay, double lost) implements VenueGateway {

    @Override
    public VenueAnswer call(String strategy, VenueCall call) {
        VenueAnswer answer = gateway.call(strategy, call);
        if (!delay.isZero()) {
            pause(strategy);
        }
        if (lost > 0 && ThreadLocalRandom.current().nextDouble() < lost) {
            throw new VenueDown("the answer was lost", null);
        }
        return answer;
    }

    private void pause(String strategy) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VenueDown("stopped while waiting for " + strategy, e);
        }
    }
}
