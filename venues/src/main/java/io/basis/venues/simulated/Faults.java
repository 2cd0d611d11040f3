package io.basis.venues.simulated;

import io.basis.domain.instrument.Venue;
import io.basis.domain.order.Order;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a scenario does to the venues of a run. */
final class Faults {

    private final Instant start;
    private final List<Shock> shocks;

    Faults(StrategyDefinition definition) {
        start = definition.from();
        Scenario scenario = definition.scenario();
        shocks = scenario == null ? List.of() : scenario.shocks();
    }

    /** True while a venue takes no order and nothing leaves it or arrives. */
    boolean frozen(Venue venue, Instant at) {
        for (Shock shock : shocks) {
            if (shock instanceof Shock.Freeze freeze && freeze.venue() == venue && acts(shock, at)) {
                return true;
            }
        }
        return false;
    }

    /** The venue that will not take an order, or null. */
    @Nullable
    Venue refusing(Order order, Instant at) {
        if (shocks.isEmpty()) {
            return null;
        }
        for (Venue venue : venues(order)) {
            if (frozen(venue, at) || refuses(venue, order, at)) {
                return venue;
            }
        }
        return null;
    }

    private boolean refuses(Venue venue, Order order, Instant at) {
        if (order instanceof Order.Transfer) {
            return false;
        }
        for (Shock shock : shocks) {
            if (shock instanceof Shock.Refuse refuse && refuse.venue() == venue && acts(shock, at)) {
                return true;
            }
        }
        return false;
    }

    /** Until when a transfer sent now is held back, or null. */
    @Nullable
    Instant transfersHeldUntil(Instant at) {
        for (Shock shock : shocks) {
            if (shock instanceof Shock.HoldTransfers && acts(shock, at)) {
                return shock.lasting().isZero()
                        ? Instant.MAX
                        : start.plus(shock.after()).plus(shock.lasting());
            }
        }
        return null;
    }

    private boolean acts(Shock shock, Instant at) {
        return shock.acts(Duration.between(start, at));
    }

    private static List<Venue> venues(Order order) {
        return switch (order) {
            case Order.Deposit o -> List.of();
            case Order.Withdrawal o -> List.of();
            case Order.Transfer o -> List.of(o.from(), o.to());
            case Order.SpotTrade o -> List.of(o.venue());
            case Order.PerpTrade o -> List.of(o.venue());
            case Order.Supply o -> List.of(Venue.AAVE_V3);
            case Order.Redeem o -> List.of(Venue.AAVE_V3);
            case Order.EnableEMode o -> List.of(Venue.AAVE_V3);
            case Order.Borrow o -> List.of(Venue.AAVE_V3);
            case Order.Repay o -> List.of(Venue.AAVE_V3);
            case Order.FlashBorrow o -> List.of(Venue.MORPHO, Venue.INSTADAPP);
            case Order.FlashRepay o -> List.of();
            case Order.Stake o -> List.of(o.lst().home());
            case Order.Unstake o -> List.of(o.lst().home());
            case Order.Swap o -> List.of(Venue.UNISWAP);
            case Order.Unwrap o -> List.of(Venue.ETHERFI);
        };
    }
}
