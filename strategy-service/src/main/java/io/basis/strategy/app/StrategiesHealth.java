package io.basis.strategy.app;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Halted and stuck strategies in {@code /q/health}, as data of a check that is up.
 *
 * <p>Neither ready nor alive depends on them: a strategy is halted by a record, which is still there after a restart, and
 * all others would stand still meanwhile. Alerts belong on the metrics.
 */
@Wellness
@ApplicationScoped
public class StrategiesHealth implements HealthCheck {

    private static final int NAMED = 20;

    private final Overview overview;

    StrategiesHealth(Overview overview) {
        this.overview = overview;
    }

    @Override
    public HealthCheckResponse call() {
        Overview.Seen seen = overview.look();
        return HealthCheckResponse.named("strategies")
                .up()
                .withData("halted", seen.halted().size())
                .withData("halted_strategies", names(seen.halted()))
                .withData("stuck", seen.stuck().size())
                .withData("stuck_strategies", names(seen.stuck()))
                .build();
    }

    private static String names(List<String> all) {
        String names = String.join("; ", all.subList(0, Math.min(NAMED, all.size())));
        return all.size() > NAMED ? names + "; and " + (all.size() - NAMED) + " more" : names;
    }
}
