package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.Asset;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.Route;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where the groups of a strategy go: it leaves the whole of its book at once, which lies at three exchanges. */
class RoutedGroupsTest {

    @Test
    void aGroupOverSeveralRoutesGoesToEachOfThemAsOnePart() {
        // When
        Map<Topic, OrderGroup> groups = firstOfAnExit(Environment.TESTNET);

        // Then
        assertThat(groups).containsOnlyKeys(Topic.ORDERS_BINANCE, Topic.ORDERS_BYBIT, Topic.ORDERS_OKX);
        assertThat(groups.values()).extracting(OrderGroup::part).containsExactly(1, 2, 3);
        assertThat(groups.values()).allSatisfy(group -> {
            assertThat(group.parts()).isEqualTo(3);
            assertThat(group.number()).isEqualTo(1);
            assertThat(group.orders())
                    .isEqualTo(Objects.requireNonNull(groups.get(Topic.ORDERS_BINANCE))
                            .orders());
        });
    }

    @Test
    void everyPartHasOrdersOfItsOwn() {
        // When
        Map<Topic, OrderGroup> groups = firstOfAnExit(Environment.TESTNET);

        // Then
        groups.forEach((topic, group) -> assertThat(group.orders())
                .anySatisfy(order -> assertThat(Route.of(order).topic()).isEqualTo(topic)));
    }

    @Test
    void whereVenuesAreInsideTheLoopAGroupIsWhole() {
        // When
        Map<Topic, OrderGroup> groups = firstOfAnExit(Environment.PAPER);

        // Then
        assertThat(groups).containsOnlyKeys(Topic.ORDERS_SIMULATED);
        assertThat(groups.values())
                .allSatisfy(group -> assertThat(group.parts()).isEqualTo(1));
    }

    private static Map<Topic, OrderGroup> firstOfAnExit(Environment environment) {
        StrategyDefinition definition =
                Setup.basis(Asset.BTC).environment(environment).definition();
        Book book = Book.of(definition)
                .with("binance:BaseToken:BTC", "0.6")
                .with("bybit:BaseToken:BTC", "0.45")
                .with("okx:BaseToken:BTC", "0.45")
                .with("binance:Perp:BTCUSDT", "-0.6", "60000")
                .with("bybit:Perp:BTCUSDT", "-0.45", "60000")
                .with("okx:Perp:BTCUSDT", "-0.45", "60000");
        StrategyCore core = new StrategyCore();
        StrategyState state = core.fresh("test");
        state.capitalBooked = true;
        Map<Topic, OrderGroup> groups = new EnumMap<>(Topic.class);
        for (var message : List.of(
                new StrategyCommand.Start(definition, List.of()),
                new StrategyCommand.EmergencyExit(),
                Assessments.of(
                        definition, book.positions(), Market.of(definition).snapshot(), List.of()))) {
            core.on(state, message, (topic, out) -> {
                if (out instanceof OrderGroup group) {
                    groups.put(topic, group);
                }
            });
        }
        return groups;
    }
}
