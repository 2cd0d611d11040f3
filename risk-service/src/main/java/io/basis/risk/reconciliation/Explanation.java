package io.basis.risk.reconciliation;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.money.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The differences of one account, and what can have caused them: the first rule that fits says it. */
record Explanation(List<Difference> differences, Positions held, Valuation valuation, MarketSnapshot market) {

    /** A forced closing settles within this of the mark, as a fraction: penalty and the move since the last report. */
    static final double CLOSING_BAND = 0.10;

    /** A trade by hand gets about the market's price, within this fraction. */
    static final double TRADE_BAND = 0.05;

    /** Says what happened, or nothing where it does not fit. */
    @FunctionalInterface
    private interface Rule {
        List<AccountEvent> events(Explanation account);
    }

    private static final List<Rule> RULES =
            List.of(Explanation::forcedClosing, Explanation::airdrops, Explanation::manualTrade);

    /** The events that make the ledger what the venue says; none where no rule explains it. */
    List<AccountEvent> events() {
        for (Rule rule : RULES) {
            List<AccountEvent> events = rule.events(this);
            if (!events.isEmpty()) {
                return events;
            }
        }
        return List.of();
    }

    /**
     * One perpetual is nearer to zero, and nothing but the venue's USDT differs with it.
     *
     * <p>A liquidation takes from the margin account; deleveraging closes positions that win.
     */
    private List<AccountEvent> forcedClosing() {
        List<Difference> perps =
                differences.stream().filter(d -> d.is(PositionType.PERP)).toList();
        if (perps.size() != 1 || !perps.getFirst().nearerToZero()) {
            return List.of();
        }
        Difference perp = perps.getFirst();
        BigDecimal settled = BigDecimal.ZERO;
        for (Difference other : differences) {
            if (other.isUsdt()) {
                settled = other.change();
            } else if (!other.is(PositionType.PERP)) {
                return List.of();
            }
        }
        return closed(perp, settled);
    }

    /** The price is the one at which closing settles at least this much; the fee is what its rounding is too much. */
    private List<AccountEvent> closed(Difference perp, BigDecimal settled) {
        BigDecimal traded = perp.change();
        BigDecimal given = traded.negate();
        BigDecimal closedCost = held.cost(perp.slot())
                .multiply(given)
                .divide(perp.ledger(), Instruments.COST_SCALE, RoundingMode.HALF_EVEN);
        BigDecimal price = settled.add(closedCost)
                .divide(given, Decimals.PRICE_SCALE, given.signum() > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
        BigDecimal fee = Decimals.halfEven(given.multiply(price).subtract(closedCost), Asset.USDT)
                .subtract(settled);
        if (!near(price.doubleValue(), valuation.mark(perp.slot(), market), CLOSING_BAND)) {
            return List.of();
        }
        return List.of(
                settled.signum() < 0
                        ? new Liquidated(perp.key(), traded, price, fee)
                        : new Deleveraged(perp.key(), traded, price, fee));
    }

    /** Tokens more, nothing less. */
    private List<AccountEvent> airdrops() {
        boolean tokens = differences.stream()
                .allMatch(d -> (d.is(PositionType.BASE_TOKEN) || d.is(PositionType.A_TOKEN)) && d.gained());
        return tokens
                ? differences.stream()
                        .<AccountEvent>map(d -> new Airdropped(d.key(), d.change()))
                        .toList()
                : List.of();
    }

    /** One token less and another more, at about the market's price. */
    private List<AccountEvent> manualTrade() {
        boolean tokens = differences.stream().allMatch(d -> d.is(PositionType.BASE_TOKEN));
        if (!tokens || differences.size() != 2) {
            return List.of();
        }
        boolean inOrder = differences.getLast().gained();
        Difference from = inOrder ? differences.getFirst() : differences.getLast();
        Difference to = inOrder ? differences.getLast() : differences.getFirst();
        if (from.gained() || !near(value(to), -value(from), TRADE_BAND)) {
            return List.of();
        }
        return List.of(new ManuallyTraded(from.key(), to.key(), from.change().negate(), to.change()));
    }

    private double value(Difference difference) {
        return valuation.value(difference.slot(), difference.change().doubleValue(), 0, market);
    }

    private static boolean near(double value, double expected, double band) {
        return Math.abs(value - expected) <= band * Math.abs(expected);
    }
}
