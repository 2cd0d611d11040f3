package io.basis.domain.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginAccountTest {

    private static final StrategyDefinition BASIS = Setup.basis(Asset.ETH).definition();

    /** Golden vector G4 of DOMAIN section 6. */
    @ParameterizedTest
    @CsvSource({"2912.38, 1.000, 0.00001", "4854, 0.20, 0.0001", "5295, 0.10, 0.0001"})
    void aShortAloneIsMarginedByItsUsdt(double mark, double ratio, double precision) {
        // Given
        Book book = Book.of(BASIS)
                .with("binance:BaseToken:USDT", "50000")
                .with("binance:Perp:ETHUSDT", "-17.168", "2912.38");

        // When
        VenueMargin margin = binance(book, Market.of(BASIS).perp(Asset.ETH, mark));

        // Then
        assertThat(margin.ratio()).isCloseTo(ratio, within(precision));
    }

    @Test
    void spotCoinsCountWithTheirHaircut() {
        // Given
        Book book = Book.of(BASIS)
                .with("binance:BaseToken:USDT", "-1000")
                .with("binance:BaseToken:ETH", "10")
                .with("binance:Perp:ETHUSDT", "-10", "3100");

        // When
        VenueMargin margin = binance(book, Market.of(BASIS).price(Asset.ETH, 3_000));

        // Then
        assertThat(margin.cash()).isEqualTo(-1_000);
        assertThat(margin.unrealised()).isCloseTo(1_000, within(1e-9));
        assertThat(margin.collateral()).isEqualTo(30_000);
        assertThat(margin.notional()).isEqualTo(30_000);
        assertThat(margin.ratio()).isCloseTo(0.95, within(1e-12));
        assertThat(margin.equity()).isCloseTo(30_000, within(1e-9));
        assertThat(margin.available()).isCloseTo(0, within(1e-9));
    }

    @Test
    void withoutAPerpThereIsNoRatio() {
        // Given
        Book book = Book.of(BASIS).with("binance:BaseToken:USDT", "10");

        // When
        VenueMargin margin = binance(book, Market.of(BASIS));

        // Then
        assertThat(margin.ratio()).isNaN();
        assertThat(margin.available()).isEqualTo(10);
    }

    @Test
    void everyExchangeWithAPerpHasItsOwnAccount() {
        // Given
        Positions held = Book.of(BASIS).with("bybit:BaseToken:USDT", "7").positions();
        MarketSnapshot market = Market.of(BASIS).snapshot();

        // When
        List<MarginAccount> accounts = accounts(held, market);

        // Then
        assertThat(accounts).extracting(MarginAccount::venue).containsExactly(Venue.BINANCE, Venue.BYBIT, Venue.OKX);
        assertThat(accounts)
                .extracting(account -> account.read(held, market).cash())
                .containsExactly(0.0, 7.0, 0.0);
    }

    /** Equity falls from 50 to −10 while the notional rises from 100 to 200. */
    @ParameterizedTest
    @CsvSource({
        "0.10, 50, -10, 100, 200, 0.571428571428571",
        "0.00, 50, -10, 100, 200, 0.833333333333333",
        "0.50, 50, -10, 100, 200, 0",
        "0.60, 50, -10, 100, 200, 0",
        "0.10, 50, 40, 100, 200, NaN",
        "0.10, 50, 20, 100, 200, 1",
        "0.10, 0, 0, 0, 0, 0",
    })
    void theShareOfTheWayToALevelIsWhereTheRatioFallsToIt(
            double level, double equityFrom, double equityTo, double notionalFrom, double notionalTo, double share) {
        // When
        double found = MarginAccount.shareOfWayTo(level, equityFrom, equityTo, notionalFrom, notionalTo);

        // Then
        if (Double.isNaN(share)) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isCloseTo(share, within(1e-12));
        }
    }

    @Property
    void atTheShareOfTheWayTheRatioIsTheLevel(
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double level,
            @ForAll @DoubleRange(min = -100, max = 100) double equityFrom,
            @ForAll @DoubleRange(min = -100, max = 100) double equityTo,
            @ForAll @DoubleRange(min = 1, max = 100) double notionalFrom,
            @ForAll @DoubleRange(min = 1, max = 100) double notionalTo) {
        double share = MarginAccount.shareOfWayTo(level, equityFrom, equityTo, notionalFrom, notionalTo);

        double equity = equityFrom + share * (equityTo - equityFrom);
        double notional = notionalFrom + share * (notionalTo - notionalFrom);
        if (Double.isNaN(share)) {
            assertThat(equityTo / notionalTo).isGreaterThan(level - 1e-12);
        } else if (share == 0) {
            assertThat(equityFrom / notionalFrom).isLessThan(level + 1e-12);
        } else {
            assertThat(share).isBetween(0.0, 1.0);
            assertThat(equity - level * notional).isCloseTo(0, within(1e-9));
        }
    }

    private static VenueMargin binance(Book book, Market market) {
        Positions held = book.positions();
        MarketSnapshot snapshot = market.snapshot();
        return accounts(held, snapshot).getFirst().read(held, snapshot);
    }

    private static List<MarginAccount> accounts(Positions held, MarketSnapshot market) {
        return MarginAccount.of(held.layout(), new Valuation(held.layout(), market.layout()), 0.95);
    }
}
