package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.Stop;
import io.basis.domain.account.AccountEvent.StopFilled;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.exposure.MarginAccount;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.Parameters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the passage of time does at the exchanges: stops, liquidation, late fills, arrivals, funding, interest. */
final class ExchangePassage {

    private static final BigDecimal SECONDS_PER_YEAR =
            BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

    private final Parameters parameters;
    private final CostModel costs;
    private final Valuation valuation;
    private final List<MarginAccount> margins;
    private final PositionLayout layout;
    private final Stress[] stress;
    private final int[] perps;
    private final int[] fundingSlot;
    private final SeriesLayout series;
    private final ExchangeDesk desk;
    private final Faults faults;

    ExchangePassage(
            Parameters parameters,
            PositionLayout positions,
            SeriesLayout series,
            Valuation valuation,
            List<MarginAccount> margins,
            CostModel costs,
            ExchangeDesk desk,
            Faults faults) {
        this.series = series;
        this.desk = desk;
        this.faults = faults;
        this.parameters = parameters;
        this.costs = costs;
        this.valuation = valuation;
        this.margins = margins;
        this.layout = positions;
        stress = new Stress[margins.size()];
        for (int i = 0; i < stress.length; i++) {
            stress[i] = new Stress(margins.get(i).venue(), positions, series);
        }
        List<Integer> slots = new ArrayList<>();
        for (int slot = 0; slot < positions.size(); slot++) {
            if (positions.key(slot).type() == PositionType.PERP) {
                slots.add(slot);
            }
        }
        perps = slots.stream().mapToInt(Integer::intValue).toArray();
        fundingSlot = new int[perps.length];
        for (int i = 0; i < perps.length; i++) {
            InstrumentKey perp = positions.key(perps[i]);
            fundingSlot[i] = series.require(
                    new SeriesKey(SeriesKind.FUNDING, perp.venue().toString(), perp.symbol()));
        }
    }

    /**
     * Closes positions whose stops the bar reached, the loss before the profit; a price that opened beyond a stop fills
     * at the open.
     */
    void stop(Accounts accounts, MarketSnapshot market, List<AccountEvent> events) {
        if (accounts.pending.stops.isEmpty()) {
            return;
        }
        for (Iterator<Accounts.OpenStops> open = accounts.pending.stops.iterator(); open.hasNext(); ) {
            Accounts.OpenStops stops = open.next();
            BigDecimal held = accounts.positions.quantity(stops.perp());
            if (held.signum() == 0) {
                open.remove();
            } else if (!faults.frozen(stops.perp().venue(), market.at())) {
                @Nullable StopFilled filled = reached(stops, held, market);
                if (filled != null) {
                    events.add(filled);
                    open.remove();
                }
            }
        }
    }

    private @Nullable StopFilled reached(Accounts.OpenStops stops, BigDecimal held, MarketSnapshot market) {
        int slot = series.price(SeriesKey.perp(stops.perp().venue(), Instruments.asset(stops.perp())));
        boolean isLong = held.signum() > 0;
        double adverse = isLong ? market.low(slot) : market.high(slot);
        double favourable = isLong ? market.high(slot) : market.low(slot);
        double loss = stops.stopLoss().doubleValue();
        double profit = stops.takeProfit().doubleValue();
        double side = held.signum();
        double open = market.value(slot);
        // A bar that lies beyond a stop altogether was traded while the exchange was frozen: what is left is the open.
        if (side * adverse <= side * loss) {
            boolean missed = side * favourable < side * loss;
            return desk.stopped(stops, Stop.STOP_LOSS, held, missed ? Decimals.fillPrice(open) : stops.stopLoss());
        }
        if (side * favourable >= side * profit) {
            boolean missed = side * adverse > side * profit;
            return desk.stopped(stops, Stop.TAKE_PROFIT, held, missed ? Decimals.fillPrice(open) : stops.takeProfit());
        }
        if (side * open <= side * loss || side * open >= side * profit) {
            Stop stop = side * open <= side * loss ? Stop.STOP_LOSS : Stop.TAKE_PROFIT;
            return desk.stopped(stops, stop, held, Decimals.fillPrice(open));
        }
        return null;
    }

    /** Fills, or refuses, the orders whose latency is over; a venue that takes none leaves them waiting. */
    void fillWorking(Accounts accounts, MarketSnapshot market, List<AccountEvent> events) {
        if (accounts.pending.working.isEmpty()) {
            return;
        }
        Ledger draft = Ledger.on(accounts.positions);
        // Trades cost no gas.
        Desk on = new Desk(draft, accounts.pending, market, operation -> BigDecimal.ZERO, false);
        List<Accounts.Working> due = accounts.pending.working.stream()
                .filter(order ->
                        !order.due().isAfter(market.at()) && faults.refusing(order.instruction(), market.at()) == null)
                .toList();
        accounts.pending.working.removeAll(due);
        for (Accounts.Working order : due) {
            AccountEvent event = desk.fill(order.order(), order.instruction(), on);
            draft.apply(event);
            events.add(event);
        }
    }

    void liquidate(Positions held, MarketSnapshot market, List<AccountEvent> events) {
        for (Stress at : stress) {
            if (at.atRisk(held)) {
                liquidate(at, held, market, events);
            }
        }
    }

    /**
     * Tests the account at the bar's extremes; the path between them is taken to be straight.
     *
     * <p>It is walked from the better extreme to the worse one, so that the level is found where the account reaches it.
     */
    private void liquidate(Stress at, Positions held, MarketSnapshot market, List<AccountEvent> events) {
        double level = parameters.limits().maintenanceMargin();
        double haircut = parameters.collateralHaircut().doubleValue();
        double upwards = at.shareOfWayToLiquidation(held, market, true, level, haircut);
        double downwards = at.shareOfWayToLiquidation(held, market, false, level, haircut);
        if (Double.isNaN(upwards) || Double.isNaN(downwards)) {
            return;
        }
        boolean high = upwards >= downwards;
        for (int slot : at.perps) {
            if (held.units(slot) != 0) {
                BigDecimal price = Decimals.fillPrice(at.priceOnTheWay(slot, market, high, high ? upwards : downwards));
                BigDecimal quantity = held.quantity(slot).negate();
                BigDecimal fee = costs.liquidation(quantity.abs().multiply(price));
                events.add(new Liquidated(layout.key(slot), quantity, price, fee));
            }
        }
    }

    /** Credits transfers that are due, unless the venue they go to is frozen. */
    void arrive(Accounts.Pending pending, Instant now, List<AccountEvent> events) {
        for (Iterator<Accounts.InTransit> sent = pending.inTransit.iterator(); sent.hasNext(); ) {
            Accounts.InTransit transfer = sent.next();
            if (!transfer.due().isAfter(now) && !faults.frozen(transfer.to().venue(), now)) {
                events.add(new Transferred(
                        transfer.order(),
                        transfer.asset(),
                        transfer.amount(),
                        InstrumentKey.token(Venue.TRANSIT, transfer.asset()),
                        transfer.to(),
                        BigDecimal.ZERO));
                sent.remove();
            }
        }
    }

    /** Funding cash = −quantity × mark × rate: a short receives a positive rate. */
    void fund(Positions held, MarketSnapshot market, List<AccountEvent> events) {
        for (int i = 0; i < perps.length; i++) {
            double rate = market.value(fundingSlot[i]);
            if (!Double.isNaN(rate) && held.units(perps[i]) != 0) {
                BigDecimal exactRate = Decimals.observed(rate);
                BigDecimal mark = Decimals.observed(valuation.mark(perps[i], market));
                BigDecimal amount = held.quantity(perps[i])
                        .multiply(mark)
                        .multiply(exactRate)
                        .negate();
                events.add(
                        new FundingPaid(layout.key(perps[i]), exactRate, mark, Decimals.halfEven(amount, Asset.USDT)));
            }
        }
    }

    /** Interest on USDT owed to an exchange, net of profit not realised yet, for the time since the last snapshot. */
    void chargeInterest(Accounts accounts, MarketSnapshot market, List<AccountEvent> events) {
        Instant since = accounts.accruedTo;
        accounts.accruedTo = market.at();
        if (since == null || !parameters.costs().interest()) {
            return;
        }
        for (int i = 0; i < margins.size(); i++) {
            VenueMargin margin = margins.get(i).read(accounts.positions, market);
            double owed = -(margin.cash() + margin.unrealised());
            if (owed > 0) {
                BigDecimal seconds =
                        BigDecimal.valueOf(Duration.between(since, market.at()).toSeconds());
                BigDecimal amount = Decimals.observed(owed)
                        .multiply(parameters.costs().negativeUsdtInterest())
                        .multiply(seconds)
                        .divide(SECONDS_PER_YEAR, MathContext.DECIMAL64);
                BigDecimal charged = Decimals.halfEven(amount, Asset.USDT);
                if (charged.signum() > 0) {
                    events.add(new InterestCharged(InstrumentKey.token(margin.venue(), Asset.USDT), charged));
                }
            }
        }
    }
}
