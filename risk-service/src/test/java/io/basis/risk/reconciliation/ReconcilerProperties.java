package io.basis.risk.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.OrderRef;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;

/** A venue and a ledger, to which different things happen in a different order. */
class ReconcilerProperties {

    private static final StrategyDefinition BTC = Setup.basis(Asset.BTC).definition();
    private static final MarketSnapshot CALM = Market.of(BTC).snapshot();
    private static final OrderRef ORDER = new OrderRef(1, 1);
    private static final List<Venue> EXCHANGES = List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX);

    private static final Positions START = hedged(EXCHANGES);

    private static Positions hedged(List<Venue> venues) {
        Book book = Book.of(BTC).with("wallet:BaseToken:USDT", "1000").with("wallet:BaseToken:ETH", "1");
        for (Venue venue : venues) {
            book = book.with(venue + ":BaseToken:USDT", "20000")
                    .with(venue + ":BaseToken:BTC", "2")
                    .with(venue + ":Perp:BTCUSDT", "-2", "58000.5");
        }
        return book.positions();
    }

    private ReconciliationMemory memory = new ReconciliationMemory();

    @BeforeTry
    void forget() {
        memory = new ReconciliationMemory();
    }

    @Property(tries = 300)
    void aCorrectVenueShowsNoDifference(@ForAll long seed) {
        Random random = new Random(seed);
        Positions held = START;

        for (int report = 0; report < 20; report++) {
            List<AccountEvent> events = fills(random);
            Positions venue = Ledger.commit(held, events);
            Reconciler.Booked booked = book(held, events, venue);
            held = booked.positions();

            assertThat(booked.events()).isEqualTo(events);
            assertThat(memory.noted).isEmpty();
        }
    }

    @Property(tries = 300)
    void twoReportsMakeTheLedgerWhatTheVenueSaysAndAThirdChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        Positions held = START;
        Positions venue = START;

        for (int change = 0; change < 6; change++) {
            boolean crosses = random.nextBoolean();
            venue = Ledger.commit(venue, external(venue, random, crosses));
            List<AccountEvent> late = List.of();
            if (crosses) {
                // A report that knows of fills which the ledger has not heard of yet.
                late = fills(random);
                venue = Ledger.commit(venue, late);
                held = book(held, List.of(), venue).positions();
            }
            held = book(held, late, venue).positions();
            held = book(held, List.of(), venue).positions();
            Reconciler.Booked third = book(held, List.of(), venue);

            assertSame(held, venue);
            assertThat(third.events()).isEmpty();
            assertThat(memory.noted).isEmpty();
        }
    }

    @Property(tries = 300)
    void whateverExistsAtTheStartIsAdoptedWhole(@ForAll long seed) {
        Random random = new Random(seed);
        Positions venue = Ledger.commit(START, fills(random));

        Reconciler.Booked first = book(Positions.none(START.layout()), List.of(balances(venue)), true);
        Reconciler.Booked second = book(first.positions(), List.of(balances(venue)), true);

        assertSame(first.positions(), venue);
        assertThat(second.events()).isEmpty();
    }

    /** One thing that happens without an order, at one account; what a fill may cross leaves enough not to flip. */
    private static List<AccountEvent> external(Positions venue, Random random, boolean crosses) {
        Venue at = EXCHANGES.get(random.nextInt(EXCHANGES.size()));
        InstrumentKey perp = InstrumentKey.perp(at, Asset.BTC);
        InstrumentKey coins = InstrumentKey.token(at, Asset.BTC);
        InstrumentKey cash = InstrumentKey.token(at, Asset.USDT);
        return switch (random.nextInt(5)) {
            case 0 -> List.of();
            case 1 -> {
                BigDecimal closed =
                        !crosses && random.nextBoolean() ? BigDecimal.ONE : Decimals.down(random.nextDouble() / 2, 8);
                BigDecimal part = venue.quantity(perp).negate().multiply(closed).setScale(8, RoundingMode.DOWN);
                boolean flips = crosses && venue.quantity(perp).abs().compareTo(number("0.1")) < 0;
                yield flips || part.signum() == 0
                        ? List.of()
                        : List.of(new Deleveraged(perp, part, beside(60_000, random), penalty(part, random)));
            }
            case 2 -> List.of(new Airdropped(coins, amount(random, 0.01, Asset.BTC)));
            case 3 -> {
                BigDecimal sold = venue.quantity(coins)
                        .multiply(Decimals.observed(random.nextDouble()))
                        .setScale(8, RoundingMode.DOWN);
                BigDecimal got = Decimals.halfEven(sold.multiply(beside(60_000, random)), Asset.USDT);
                yield List.of(new ManuallyTraded(coins, cash, sold, got));
            }
            default ->
                List.of(new Airdropped(InstrumentKey.token(Venue.WALLET, Asset.ETH), amount(random, 1, Asset.ETH)));
        };
    }

    /** Up to a hundredth of what is closed. */
    private static BigDecimal penalty(BigDecimal closed, Random random) {
        return amount(random, closed.abs().doubleValue() * 600, Asset.USDT);
    }

    /** What the strategy's own orders and time do. */
    private static List<AccountEvent> fills(Random random) {
        List<AccountEvent> events = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Venue at = EXCHANGES.get(random.nextInt(EXCHANGES.size()));
            BigDecimal quantity = amount(random, 0.002, Asset.BTC).subtract(number("0.001"));
            BigDecimal price = beside(60_000, random);
            BigDecimal fee = amount(random, 3, Asset.USDT);
            InstrumentKey perp = InstrumentKey.perp(at, Asset.BTC);
            events.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new FundingPaid(perp, number("0.0001"), price, fee.subtract(BigDecimal.ONE));
                        case 1 -> new PerpFilled(ORDER, perp, quantity, price, fee, BigDecimal.ZERO);
                        default ->
                            new SpotFilled(
                                    ORDER,
                                    InstrumentKey.token(at, Asset.BTC),
                                    quantity.abs(),
                                    price,
                                    Decimals.halfEven(quantity.abs().negate().multiply(price), Asset.USDT),
                                    fee,
                                    BigDecimal.ZERO);
                    });
        }
        return events;
    }

    private Reconciler.Booked book(Positions held, List<AccountEvent> events, Positions venue) {
        List<AccountEvent> all = new ArrayList<>(events);
        all.add(balances(venue));
        return book(held, all, false);
    }

    private Reconciler.Booked book(Positions held, List<AccountEvent> events, boolean beforeFirstOrder) {
        Valuation valuation = new Valuation(held.layout(), CALM.layout());
        return Reconciler.book(held, events, valuation, CALM, beforeFirstOrder, memory);
    }

    private static BalancesReported balances(Positions venue) {
        return new BalancesReported(venue.layout().keys().stream()
                .map(key -> new Balance(key, venue.quantity(key)))
                .toList());
    }

    private static void assertSame(Positions held, Positions venue) {
        for (InstrumentKey key : venue.layout().keys()) {
            assertThat(held.quantity(key).subtract(venue.quantity(key)).abs())
                    .as("%s", key)
                    .isLessThanOrEqualTo(Tolerance.of(key));
            assertThat(held.quantity(key).scale()).isLessThanOrEqualTo(Instruments.scale(key));
        }
    }

    private static BigDecimal beside(double price, Random random) {
        return Decimals.fillPrice(price * (0.97 + 0.06 * random.nextDouble()));
    }

    private static BigDecimal amount(Random random, double most, Asset asset) {
        return Decimals.down(Decimals.observed(random.nextDouble() * most), asset);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
