package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Under a critical permission no order ever makes a position larger, whatever is held, owed, waiting or in progress. */
class ReducingProperties {

    private static final List<Venue> EXCHANGES = List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX);
    private static final RiskReading MARGIN = RiskReading.of(RiskType.MARGIN_RATIO, Venue.OKX, 0.1, 0.30, 0.20);
    private static final RiskReading DRIFT = RiskReading.of(RiskType.DELTA_DRIFT, null, 0.5, 0.02, 0.05);
    private static final RiskReading DRAWDOWN = RiskReading.of(RiskType.DRAWDOWN, null, 0.5, 0.02, 0.04);

    /** The reading that is critical. */
    enum Critical {
        MARGIN,
        DRIFT,
        DRAWDOWN;

        void on(Loop loop) {
            switch (this) {
                case MARGIN -> loop.allow(Permission.REDUCE, ReducingProperties.MARGIN);
                case DRIFT -> loop.allow(Permission.REDUCE, ReducingProperties.DRIFT);
                case DRAWDOWN -> loop.allow(Permission.EXIT, ReducingProperties.DRAWDOWN);
            }
        }
    }

    @Property(tries = 400)
    void aCriticalRiskNeverEnlargesAnyPositionOfABasisBook(@ForAll Critical critical, @ForAll long seed) {
        Random random = new Random(seed);
        StrategyDefinition definition = Setup.basis(Asset.BTC).definition();
        Loop loop = Loop.holding(definition, book(definition, random));
        disturb(loop, random);
        critical.on(loop);

        loop.at(market(Market.of(definition), random));
        loop.at(market(Market.of(definition).nextHour(), random));

        assertOnlySmaller(critical == Critical.DRAWDOWN ? loop.books : whileDeployed(loop.books));
    }

    @Property(tries = 400)
    void aCriticalRiskNeverEnlargesAnyPositionOfAPlanInProgress(@ForAll boolean exit, @ForAll long seed) {
        Random random = new Random(seed);
        Critical critical = exit ? Critical.DRAWDOWN : Critical.MARGIN;
        StrategyDefinition definition =
                Setup.basis(Asset.BTC).transferDelay(Duration.ofHours(2)).definition();
        Loop loop = Loop.start(definition, flow(Flow.Type.DEPOSIT, 20_000, random.nextInt(5)));
        int calm = 1 + random.nextInt(6);
        Market market = Market.of(definition);
        for (int hour = 0; hour < calm; hour++) {
            loop.at(market.after(Duration.ofHours(hour)));
        }
        int before = loop.books.size();
        critical.on(loop);

        for (int hour = calm; hour < calm + 6; hour++) {
            loop.at(market(market.after(Duration.ofHours(hour)), random));
        }

        List<Positions> since = loop.books.subList(before - 1, loop.books.size());
        assertOnlySmaller(exit ? since : whileDeployed(since));
    }

    @Property(tries = 200)
    void aDrawdownNeverSuppliesMore(@ForAll long seed) {
        Random random = new Random(seed);
        StrategyDefinition lending = Setup.lending().definition();
        Book book = Book.of(lending)
                .with("wallet:BaseToken:USDT", amount(random, 100_000, 6))
                .with("aave_v3:aToken:aUSDT", amount(random, 100_000, 27));
        Loop loop = Loop.holding(lending, book);
        disturb(loop, random);
        loop.allow(Permission.EXIT, DRAWDOWN);

        loop.at(Market.of(lending).liquidityIndex(Asset.USDT, 1.1));
        loop.at(Market.of(lending).nextHour().liquidityIndex(Asset.USDT, 1.2));

        assertOnlySmaller(loop.books);
    }

    /** Nothing is longer or shorter than it was: shorts at each exchange, coins there or under way, supplies. */
    private static void assertOnlySmaller(List<Positions> books) {
        for (int i = 1; i < books.size(); i++) {
            Positions before = books.get(i - 1);
            Positions after = books.get(i);
            for (InstrumentKey key : after.layout().keys()) {
                if (key.type() == PositionType.PERP || key.type() == PositionType.A_TOKEN) {
                    assertThat(after.quantity(key).abs())
                            .as(key.toString())
                            .isLessThanOrEqualTo(before.quantity(key).abs());
                }
            }
            assertThat(coins(after)).isLessThanOrEqualTo(coins(before));
        }
    }

    /** Margin and drift are not critical where nothing is held: a strategy that was reduced to nothing may enter again. */
    private static List<Positions> whileDeployed(List<Positions> books) {
        return books.stream().takeWhile(ReducingProperties::deployed).toList();
    }

    private static boolean deployed(Positions held) {
        return coins(held).signum() != 0
                || held.layout().keys().stream()
                        .anyMatch(key -> key.type() == PositionType.PERP
                                && held.quantity(key).signum() != 0);
    }

    private static BigDecimal coins(Positions held) {
        return held.layout().keys().stream()
                .filter(key ->
                        key.type() == PositionType.BASE_TOKEN && key.symbol().equals("BTC"))
                .map(held::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Coins, shorts and cash that may have nothing to do with each other. */
    private static Book book(StrategyDefinition definition, Random random) {
        Book book = Book.of(definition).with("wallet:BaseToken:USDT", amount(random, 50_000, 6));
        for (Venue venue : EXCHANGES) {
            if (random.nextInt(4) > 0) {
                book = book.with(venue + ":BaseToken:BTC", amount(random, 3, 8));
            }
            if (random.nextInt(4) > 0) {
                String entry = amount(random, 80_000, 2);
                book = book.with(venue + ":Perp:BTCUSDT", "-" + amount(random, 3, 8), entry);
            }
            String cash = amount(random, 100_000, 6);
            book = book.with(venue + ":BaseToken:USDT", random.nextBoolean() ? cash : "-" + cash);
        }
        return book;
    }

    private static Market market(Market market, Random random) {
        Market moved = market;
        for (Venue venue : EXCHANGES) {
            double price = 60_000 * (0.5 + random.nextDouble());
            moved = moved.with(SeriesKey.spot(venue, Asset.BTC), price)
                    .with(SeriesKey.perp(venue, Asset.BTC), price * (0.99 + 0.02 * random.nextDouble()));
        }
        return moved;
    }

    private static void disturb(Loop loop, Random random) {
        if (random.nextBoolean()) {
            loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.DEPOSIT, 30_000, random.nextInt(2))));
        }
        if (random.nextBoolean()) {
            loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.WITHDRAWAL, 70_000, random.nextInt(2))));
        }
        switch (random.nextInt(4)) {
            case 0 -> loop.command(new StrategyCommand.Stop());
            case 1 -> loop.command(new StrategyCommand.EmergencyExit());
            default -> {
                // Its owner leaves it running.
            }
        }
    }

    private static Flow flow(Flow.Type type, int amount, int hours) {
        return new Flow(type.name(), type, BigDecimal.valueOf(amount), Setup.START.plus(Duration.ofHours(hours)));
    }

    private static String amount(Random random, double most, int scale) {
        return BigDecimal.valueOf(random.nextDouble() * most)
                .setScale(scale, RoundingMode.DOWN)
                .toPlainString();
    }
}
