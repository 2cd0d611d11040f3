package io.basis.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.strategy.Environment;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {

    private static final BigDecimal ONE = BigDecimal.ONE;

    @Test
    void everyVenueHasARouteOutside() {
        assertThat(Arrays.stream(Venue.values()).map(Route::of)).doesNotContain(Route.SIMULATED);
    }

    @Test
    void aTransferBelongsToTheVenueThatSends() {
        assertThat(Route.of(new Transfer(Asset.USDT, ONE, Venue.OKX, Venue.WALLET)))
                .isEqualTo(Route.OKX);
        assertThat(Route.of(new Transfer(Asset.USDT, ONE, Venue.WALLET, Venue.OKX)))
                .isEqualTo(Route.ONCHAIN);
    }

    @Test
    void aGroupTakesEachRouteOnceInAFixedOrder() {
        // When
        List<Route> routes = Route.through(List.of(
                new Supply(Asset.USDT, ONE),
                new PerpTrade(Venue.OKX, Asset.BTC, ONE),
                new PerpTrade(Venue.BINANCE, Asset.BTC, ONE),
                new PerpTrade(Venue.OKX, Asset.ETH, ONE)));

        // Then
        assertThat(routes).containsExactly(Route.BINANCE, Route.OKX, Route.ONCHAIN);
    }

    @Test
    void aStrategyIsReportedOnByTheRoutesWhereItHoldsAnything() {
        assertThat(Route.to(List.of(
                        InstrumentKey.perp(Venue.BYBIT, Asset.BTC), InstrumentKey.token(Venue.TRANSIT, Asset.BTC))))
                .containsExactly(Route.BYBIT, Route.ONCHAIN);
        assertThat(Setup.lending().environment(Environment.TESTNET).definition().routes())
                .containsExactly(Route.ONCHAIN);
        assertThat(Setup.lending().environment(Environment.PAPER).definition().routes())
                .containsExactly(Route.SIMULATED);
    }

    @Test
    void routesAreNamedAsTheirTopics() {
        for (Route route : Route.values()) {
            assertThat(route.topic()).hasToString("orders." + route);
        }
    }
}
