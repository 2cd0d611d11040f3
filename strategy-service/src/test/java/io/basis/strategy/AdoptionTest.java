package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What existed before the strategy is its capital: it is not booked again, and not deployed again. */
class AdoptionTest {

    private static final StrategyDefinition LENDING = Setup.lending().definition();
    private static final StrategyDefinition BTC =
            Setup.basis(Asset.BTC).capital("90000").definition();

    @Test
    void cashThatIsThereIsDeployedWithoutADeposit() {
        // Given
        Loop loop = Loop.finding(LENDING, Book.of(LENDING).with("wallet:BaseToken:USDT", "5000"));

        // When
        List<List<Order>> groups = loop.ordersAt(Market.of(LENDING));

        // Then
        assertThat(groups).containsExactly(List.of(new Supply(Asset.USDT, number("5000"))));
        assertThat(loop.reasons()).containsExactly(Reason.NOTHING_DEPLOYED, Reason.WITHIN_THRESHOLD);
    }

    @Test
    void whatIsDeployedStaysAndTheCashBesideItFollows() {
        // Given
        Loop loop = Loop.finding(
                LENDING, Book.of(LENDING).with("wallet:BaseToken:USDT", "5000").with("aave_v3:aToken:aUSDT", "80000"));

        // When
        List<List<Order>> groups = loop.ordersAt(Market.of(LENDING));

        // Then
        assertThat(groups).containsExactly(List.of(new Supply(Asset.USDT, number("5000"))));
        assertThat(loop.held("aave_v3:aToken:aUSDT")).isEqualTo("85000");
        assertThat(loop.reasons()).containsExactly(Reason.DEPOSIT, Reason.WITHIN_THRESHOLD);
    }

    @Test
    void aBookInBalanceIsLeftAlone() {
        // Given
        Loop loop =
                Loop.finding(BTC, hedged("0.6", "-0.6", "0.45", "-0.45").with("okx:Perp:BTCUSDT", "-0.45", "60000"));

        // When
        List<List<Order>> groups = loop.ordersAt(Market.of(BTC));
        List<List<Order>> next = loop.ordersAt(Market.of(BTC).nextHour());

        // Then
        assertThat(groups).isEmpty();
        assertThat(next).isEmpty();
        assertThat(loop.last().reason()).isEqualTo(Reason.WITHIN_THRESHOLD);
    }

    /** The short at Binance is a third too small. */
    @Test
    void aBookOutOfBalanceIsMendedFromWhereItIs() {
        // Given
        Loop loop =
                Loop.finding(BTC, hedged("0.6", "-0.4", "0.45", "-0.45").with("okx:Perp:BTCUSDT", "-0.45", "60000"));

        // When
        List<List<Order>> groups = loop.ordersAt(Market.of(BTC));

        // Then
        assertThat(groups).containsExactly(List.of(new PerpTrade(Venue.BINANCE, Asset.BTC, number("-0.20000000"))));
        assertThat(groups.getFirst()).noneMatch(SpotTrade.class::isInstance);
    }

    private static Book hedged(String binance, String binanceShort, String others, String bybitShort) {
        return Book.of(BTC)
                .with("binance:BaseToken:BTC", binance)
                .with("bybit:BaseToken:BTC", others)
                .with("okx:BaseToken:BTC", others)
                .with("binance:Perp:BTCUSDT", binanceShort, "60000")
                .with("bybit:Perp:BTCUSDT", bybitShort, "60000");
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
