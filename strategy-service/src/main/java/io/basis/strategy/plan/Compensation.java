package io.basis.strategy.plan;

import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.order.RejectReason;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Execution.Filter;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.strategy.plan.Sent.Leg;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a group of which venues took only a part: it is completed, or what lacks its counterpart is taken
 * back.
 *
 * <p>What a group leaves is measured, not guessed: net exposure beyond the limit that would be smaller without it, or a
 * loan at its critical health factor whose collateral it took out. Anything else is safe as it is, and the next instant
 * measures it and begins again: a transfer leaves a balance elsewhere, an atomic group nothing at all, and the steps of
 * a sequential one (stake, supply, borrow, swap, repay) change what is held into as much of something else.
 */
public record Compensation(StrategyDefinition definition, RiskAssessment now, Sent sent) {

    /** Groups that take back what others filled; more only while venues fill in parts. */
    private static final int MOST_ATTEMPTS = 6;

    /** True when what was filled leaves exposure or a loan that must not stay, or what was refused would have closed it. */
    public boolean leavesOpen() {
        return leavesDelta() || suppliedBack().signum() > 0 || lacksHedge();
    }

    /**
     * True when exposure that was there before the group stays because an order against it was refused. It is sent again
     * once; there is nothing of the group to take back, so after that the next instant reduces.
     */
    private boolean lacksHedge() {
        if (!definition.hedged() || completing().isEmpty()) {
            return false;
        }
        BigDecimal rest = BigDecimal.ZERO;
        for (Leg leg : sent.legs()) {
            @Nullable InstrumentKey key = instrument(leg.order());
            if (leg.refused() != null && key != null && Instruments.asset(key) == definition.traded()) {
                rest = rest.add(quantity(rest(leg)));
            }
        }
        double drift = now.exposure().drift();
        double with = drift + rest.doubleValue() * price() / now.exposure().equityUsdt();
        return Math.abs(drift) > definition.parameters().limits().warning(RiskType.DELTA_DRIFT)
                && Math.abs(with) < Math.abs(drift);
    }

    private static BigDecimal quantity(Order order) {
        return switch (order) {
            case SpotTrade o -> o.quantity();
            case PerpTrade o -> o.quantity();
            default -> BigDecimal.ZERO;
        };
    }

    private boolean leavesDelta() {
        BigDecimal net = net();
        if (!definition.hedged() || net.signum() == 0) {
            return false;
        }
        double drift = now.exposure().drift();
        double without = drift - net.doubleValue() * price() / now.exposure().equityUsdt();
        return Math.abs(drift) > definition.parameters().limits().warning(RiskType.DELTA_DRIFT)
                && Math.abs(without) < Math.abs(drift);
    }

    /** The orders that complete the group; none when it was tried already or has no prospects. */
    public Orders completing() {
        if (sent.attempt() > 0) {
            return Orders.none();
        }
        List<Order> again = new ArrayList<>();
        for (Leg leg : sent.legs()) {
            @Nullable RejectReason refused = leg.refused();
            if (refused != null && mayPass(leg, refused)) {
                again.add(rest(leg));
            } else if (refused != null && sent.execution() != Execution.PARALLEL) {
                break;
            }
        }
        return again.isEmpty() ? Orders.none() : new Orders(sent.execution(), again, false);
    }

    /** A refusal may pass by itself, or because its venue has since filled other orders and the account is another. */
    private boolean mayPass(Leg leg, RejectReason refused) {
        if (refused.passing() || refused == RejectReason.FILTERED) {
            return refused.passing();
        }
        @Nullable Venue venue = venue(leg.order());
        return venue != null
                && sent.legs().stream()
                        .anyMatch(other -> other.filled().signum() != 0 && venue == venue(other.order()));
    }

    private static Order rest(Leg leg) {
        return switch (leg.order()) {
            case SpotTrade o -> new SpotTrade(o.venue(), o.base(), o.quantity().subtract(leg.filled()));
            case PerpTrade o -> new PerpTrade(o.venue(), o.base(), o.quantity().subtract(leg.filled()), o.stops());
            default -> leg.order();
        };
    }

    /** The orders that take back what lacks its counterpart; none when there are none or they too were refused. */
    public Orders unwinding() {
        boolean stuck = sent.attempt() > Sent.COMPLETING
                && sent.lastLegs().stream().allMatch(leg -> leg.filled().signum() == 0);
        if (stuck || sent.attempt() >= MOST_ATTEMPTS) {
            return Orders.none();
        }
        BigDecimal supplied = suppliedBack();
        if (supplied.signum() > 0) {
            return Orders.sequential(
                    List.of(new Supply(definition.parameters().requireStaking().lst(), supplied)));
        }
        return leavesDelta() ? Orders.parallel(inverse()) : Orders.none();
    }

    /** Trades against those that were filled, first where their counterpart was refused, until nothing net is left. */
    private List<Order> inverse() {
        BigDecimal left = net();
        List<Order> trades = new ArrayList<>();
        for (Map.Entry<InstrumentKey, BigDecimal> held : byRefusal(filled())) {
            if (held.getValue().signum() == left.signum()) {
                boolean whole = held.getValue().abs().compareTo(left.abs()) <= 0;
                BigDecimal back = whole ? held.getValue() : inLots(held.getKey(), left);
                if (back.signum() != 0) {
                    trades.add(trade(held.getKey(), back.negate()));
                    left = left.subtract(back);
                }
            }
        }
        return trades;
    }

    private List<Map.Entry<InstrumentKey, BigDecimal>> byRefusal(Map<InstrumentKey, BigDecimal> filled) {
        Set<Venue> refusing = new HashSet<>();
        for (Leg leg : sent.legs()) {
            @Nullable Venue venue = venue(leg.order());
            if (leg.refused() != null && venue != null) {
                refusing.add(venue);
            }
        }
        List<Map.Entry<InstrumentKey, BigDecimal>> ordered = new ArrayList<>();
        filled.entrySet().stream()
                .filter(entry -> refusing.contains(entry.getKey().venue()))
                .forEach(ordered::add);
        filled.entrySet().stream()
                .filter(entry -> !refusing.contains(entry.getKey().venue()))
                .forEach(ordered::add);
        return ordered;
    }

    private BigDecimal inLots(InstrumentKey key, BigDecimal quantity) {
        Filter filter = key.type() == PositionType.PERP
                ? definition.parameters().execution().perp()
                : definition.parameters().execution().spot();
        return filter.lot().signum() == 0
                ? quantity
                : quantity.divide(filter.lot(), 0, RoundingMode.DOWN).multiply(filter.lot());
    }

    private static Order trade(InstrumentKey key, BigDecimal quantity) {
        Asset base = Instruments.asset(key);
        return key.type() == PositionType.PERP
                ? new PerpTrade(key.venue(), base, quantity)
                : new SpotTrade(key.venue(), base, quantity);
    }

    /** What was traded of the hedged coin in all, what was taken back already deducted. */
    private BigDecimal net() {
        return filled().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Map<InstrumentKey, BigDecimal> filled() {
        Map<InstrumentKey, BigDecimal> filled = new LinkedHashMap<>();
        for (Leg leg : sent.legs()) {
            @Nullable InstrumentKey key = instrument(leg.order());
            if (key != null && Instruments.asset(key) == definition.traded()) {
                filled.merge(key, leg.filled(), BigDecimal::add);
            }
        }
        return filled;
    }

    private static @Nullable InstrumentKey instrument(Order order) {
        return switch (order) {
            case SpotTrade o -> InstrumentKey.token(o.venue(), o.base());
            case PerpTrade o -> InstrumentKey.perp(o.venue(), o.base());
            default -> null;
        };
    }

    private static @Nullable Venue venue(Order order) {
        @Nullable InstrumentKey key = instrument(order);
        return key == null ? null : key.venue();
    }

    /** Collateral that was taken out to be sold and was not, while the loan cannot spare it. */
    private BigDecimal suppliedBack() {
        @Nullable Loan loan = now.exposure().loan();
        if (loan == null
                || loan.healthFactor() > definition.parameters().limits().critical(RiskType.HEALTH_FACTOR)) {
            return BigDecimal.ZERO;
        }
        BigDecimal out = BigDecimal.ZERO;
        for (Leg leg : sent.legs()) {
            out = switch (leg.order()) {
                case Redeem o -> out.add(leg.filled());
                case Swap o -> out.subtract(leg.filled());
                case Supply o -> out.subtract(leg.filled());
                default -> out;
            };
        }
        return out;
    }

    /** What the group leaves open, one clause. */
    public String open() {
        List<String> open = new ArrayList<>();
        if (leavesDelta()) {
            filled().forEach((key, quantity) -> {
                if (quantity.signum() != 0) {
                    open.add(key + " " + (quantity.signum() > 0 ? "+" : "") + Decimals.canonical(quantity));
                }
            });
        }
        if (suppliedBack().signum() > 0) {
            open.add(Decimals.canonical(suppliedBack()) + " taken out of the collateral");
        }
        return open.isEmpty() ? "nothing of it is open" : "open: " + String.join(", ", open);
    }

    private double price() {
        MarketSnapshot market = now.market();
        return market.value(market.layout().price(SeriesKey.spot(Venue.BINANCE, definition.traded())));
    }
}
