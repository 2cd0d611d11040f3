package io.basis.domain.order;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.strategy.Flow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {

    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final BigDecimal NOTHING = BigDecimal.ZERO;
    private static final BigDecimal LESS = new BigDecimal("-1");

    static Stream<ThrowingCallable> ordersForNothing() {
        return Stream.of(
                () -> new Deposit(WALLET, NOTHING),
                () -> new Withdrawal(WALLET, LESS, "w-1"),
                () -> new Transfer(Asset.USDT, NOTHING, Venue.WALLET, Venue.OKX),
                () -> new SpotTrade(Venue.OKX, Asset.BTC, NOTHING),
                () -> new PerpTrade(Venue.OKX, Asset.BTC, NOTHING),
                () -> new Supply(Asset.USDT, LESS),
                () -> new Redeem(Asset.USDT, NOTHING),
                () -> new Flow("f-1", Flow.Type.DEPOSIT, NOTHING, Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("ordersForNothing")
    void anOrderIsForSomething(ThrowingCallable order) {
        // When
        var thrown = assertThatThrownBy(order);

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must");
    }

    @Test
    void aGroupHasOrders() {
        // When
        var thrown = assertThatThrownBy(
                () -> new OrderGroup(Instant.EPOCH, 3, OrderGroup.Execution.PARALLEL, 1, 1, List.of()));

        // Then
        thrown.hasMessage("order group 3 has no orders");
    }
}
