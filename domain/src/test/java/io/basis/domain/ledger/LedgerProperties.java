package io.basis.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.OrderRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LedgerProperties {

    private static final InstrumentKey USDT = InstrumentKey.parse("binance:BaseToken:USDT");
    private static final InstrumentKey BTC = InstrumentKey.parse("binance:BaseToken:BTC");
    private static final InstrumentKey PERP = InstrumentKey.parse("binance:Perp:BTCUSDT");
    private static final PositionLayout LAYOUT = new PositionLayout(List.of(USDT, BTC, PERP));
    private static final BigDecimal LAST_UNIT = new BigDecimal("0.000001");
    private static final OrderRef ORDER = new OrderRef(1, 1);

    /** One trade of a perpetual: hundred-millionths of a coin, at a price in hundred-millionths of a dollar. */
    record Trade(long quantity, long price) {
        PerpFilled filled() {
            return new PerpFilled(
                    ORDER, PERP, coins(quantity), LedgerProperties.price(price), BigDecimal.ZERO, BigDecimal.ZERO);
        }
    }

    @Provide
    Arbitrary<Trade> trades() {
        Arbitrary<Long> quantities =
                Arbitraries.longs().between(-500_000_000L, 500_000_000L).filter(quantity -> quantity != 0);
        Arbitrary<Long> prices = Arbitraries.longs().between(1_000_000_000L, 20_000_000_000_000L);
        return Combinators.combine(quantities, prices).as(Trade::new);
    }

    @Property
    void tradingAPerpAtTheMarkChangesEquityByNothing(@ForAll("trades") Trade first, @ForAll("trades") Trade next) {
        Positions before = commit(Positions.none(LAYOUT), List.of(first.filled()));
        BigDecimal mark = price(next.price());

        Positions after = commit(before, List.of(next.filled()));

        BigDecimal change = equity(after, mark).subtract(equity(before, mark));
        assertThat(change).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Property
    void anyNumberOfTradesEarnsWhatTheirCashFlowsSay(
            @ForAll @Size(min = 1, max = 12) List<@From("trades") Trade> trades,
            @ForAll @LongRange(min = 1_000_000_000L, max = 20_000_000_000_000L) long last) {
        BigDecimal mark = price(last);
        BigDecimal expected = BigDecimal.ZERO;
        for (Trade trade : trades) {
            expected = expected.add(coins(trade.quantity()).multiply(mark.subtract(price(trade.price()))));
        }

        Positions after = Positions.none(LAYOUT);
        for (Trade trade : trades) {
            after = commit(after, List.of(trade.filled()));
        }

        assertThat(equity(after, mark)).isEqualByComparingTo(expected);
    }

    @Property
    void splittingAPerpFillChangesNothing(
            @ForAll("trades") Trade before,
            @ForAll("trades") Trade fill,
            @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 99) Integer> cuts) {
        Positions held = commit(Positions.none(LAYOUT), List.of(before.filled()));
        List<AccountEvent> parts = new ArrayList<>();
        for (long part : split(fill.quantity(), cuts)) {
            parts.add(new Trade(part, fill.price()).filled());
        }

        Positions whole = commit(held, List.of(fill.filled()));
        Positions split = commit(held, parts);

        BigDecimal mark = price(fill.price());
        BigDecimal perSplit = LAST_UNIT.multiply(BigDecimal.valueOf(parts.size()));
        assertThat(quantity(split)).isEqualByComparingTo(quantity(whole));
        assertThat(equity(split, mark)).isEqualByComparingTo(equity(whole, mark));
        assertThat(split.quantity(USDT).subtract(whole.quantity(USDT)).abs()).isLessThanOrEqualTo(perSplit);
    }

    @Property
    void splittingASpotFillChangesNothingButRoundings(
            @ForAll @LongRange(min = 1_000, max = 500_000_000L) long quantity,
            @ForAll @LongRange(min = 1_000_000_000L, max = 20_000_000_000_000L) long price,
            @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 99) Integer> cuts) {
        List<Long> parts = split(quantity, cuts);

        Positions whole = commit(Positions.none(LAYOUT), List.of(bought(quantity, price)));
        Positions split = commit(
                Positions.none(LAYOUT),
                parts.stream().map(part -> bought(part, price)).toList());

        BigDecimal perSplit = LAST_UNIT.multiply(BigDecimal.valueOf(parts.size()));
        assertThat(split.quantity(BTC)).isEqualByComparingTo(whole.quantity(BTC));
        assertThat(split.quantity(USDT).subtract(whole.quantity(USDT)).abs()).isLessThanOrEqualTo(perSplit);
    }

    @Property
    void averageEntryLiesBetweenTheFillsThatOpened(
            @ForAll("trades") Trade first,
            @ForAll @LongRange(min = 1_000_000_000L, max = 20_000_000_000_000L) long nextPrice) {
        Trade next = new Trade(first.quantity(), nextPrice);

        Positions after = commit(Positions.none(LAYOUT), List.of(first.filled(), next.filled()));

        BigDecimal low = price(Math.min(first.price(), nextPrice));
        BigDecimal high = price(Math.max(first.price(), nextPrice));
        assertThat(after.averageEntry(LAYOUT.slot(PERP))).isBetween(low, high);
    }

    /** Parts of the same sign that sum to the whole; cuts are percentages of what is left. */
    private static List<Long> split(long whole, List<Integer> cuts) {
        List<Long> parts = new ArrayList<>();
        long left = whole;
        for (int cut : cuts) {
            long part = left * cut / 100;
            if (part != 0) {
                parts.add(part);
                left -= part;
            }
        }
        if (left != 0) {
            parts.add(left);
        }
        return parts;
    }

    private static AccountEvent bought(long quantity, long price) {
        BigDecimal coins = coins(quantity);
        BigDecimal quote = Decimals.halfEven(coins.negate().multiply(price(price)), Asset.USDT);
        return new SpotFilled(ORDER, BTC, coins, price(price), quote, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static Positions commit(Positions before, List<AccountEvent> events) {
        return Ledger.commit(before, events);
    }

    private static BigDecimal equity(Positions positions, BigDecimal mark) {
        return positions
                .quantity(USDT)
                .add(quantity(positions).multiply(mark))
                .subtract(positions.cost(LAYOUT.slot(PERP)));
    }

    private static BigDecimal quantity(Positions positions) {
        return positions.quantity(PERP);
    }

    private static BigDecimal coins(long quantity) {
        return BigDecimal.valueOf(quantity, Instruments.PERP_SCALE);
    }

    private static BigDecimal price(long price) {
        return BigDecimal.valueOf(price, Decimals.PRICE_SCALE);
    }
}
