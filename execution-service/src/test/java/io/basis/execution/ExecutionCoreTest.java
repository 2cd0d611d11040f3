package io.basis.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.core.Refusal;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.Release;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionCoreTest {

    private static final StrategyDefinition BTC = Setup.basis(Asset.BTC).definition();
    private static final InstrumentKey CASH = InstrumentKey.token(Venue.BINANCE, Asset.USDT);

    private final ExecutionCore core = new ExecutionCore();
    private final ExecutionState state = core.fresh("test");
    private final List<VenueReport> reports = new ArrayList<>();

    @Test
    void everySnapshotIsAnsweredByOneReportEmptyOrNot() {
        // Given
        Market market = Market.of(BTC);
        take(new StartedStrategy(BTC, Status.RUNNING));

        // When
        take(market.snapshot(), market.nextHour().snapshot());

        // Then
        assertThat(reports)
                .containsExactly(
                        new VenueReport(Setup.START, 0, List.of()),
                        new VenueReport(Setup.START.plusSeconds(3600), 0, List.of()));
    }

    @Test
    void whoTradesAtOutsideVenuesIsAnsweredByThemAlone() {
        // Given
        StrategyDefinition outside = in(Environment.TESTNET);
        take(new StartedStrategy(outside, Status.RUNNING));

        // When
        take(Market.of(outside).snapshot());

        // Then
        assertThat(reports).isEmpty();
    }

    private static StrategyDefinition in(Environment environment) {
        return new StrategyDefinition(
                BTC.strategy(),
                BTC.mode(),
                BTC.family(),
                environment,
                BTC.shareClass(),
                BTC.marketNeutral(),
                BTC.asset(),
                BTC.hedged(),
                BTC.interval(),
                BTC.capital(),
                BTC.from(),
                BTC.to(),
                BTC.source(),
                BTC.positions(),
                BTC.series(),
                BTC.parameters(),
                BTC.scenario());
    }

    @Test
    void everyGroupIsAnsweredByOneReportWithItsNumber() {
        // Given
        Market market = Market.of(BTC);
        take(new StartedStrategy(BTC, Status.RUNNING), market.snapshot());

        // When
        take(group(market, 1, new Deposit(CASH, number("60000"))), group(market, 2, shortOne()));

        // Then
        assertThat(reports).extracting(VenueReport::group).containsExactly(0L, 1L, 2L);
        assertThat(reports.get(1).events()).containsExactly(new Deposited(CASH, number("60000")));
        assertThat(reports.get(2).events()).singleElement().isInstanceOf(PerpFilled.class);
    }

    @Test
    void aGroupThatIsThereBeforeItsSnapshotWaitsForIt() {
        // Given
        Market market = Market.of(BTC);
        Market next = market.nextHour();
        take(new StartedStrategy(BTC, Status.RUNNING), market.snapshot());

        // When
        take(group(next, 1, new Deposit(CASH, number("1"))), next.snapshot());

        // Then
        assertThat(reports).extracting(VenueReport::group).containsExactly(0L, 0L, 1L);
        assertThat(reports)
                .extracting(VenueReport::at)
                .containsExactly(
                        Setup.START, next.snapshot().at(), next.snapshot().at());
    }

    @Test
    void aGroupBeforeTheFirstSnapshotWaitsToo() {
        // Given
        Market market = Market.of(BTC);
        take(new StartedStrategy(BTC, Status.RUNNING));

        // When
        take(group(market, 1, new Deposit(CASH, number("1"))), market.snapshot());

        // Then
        assertThat(reports).extracting(VenueReport::group).containsExactly(0L, 1L);
    }

    @Test
    void aGroupOfAnEarlierInstantIsRefused() {
        // Given
        Market market = Market.of(BTC);
        take(new StartedStrategy(BTC, Status.RUNNING), market.nextHour().snapshot());

        // When
        var thrown = assertThatThrownBy(() -> take(group(market, 4, shortOne())));

        // Then
        thrown.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("EXE-001"))
                .hasMessage("order group 4 of 2024-06-01T00:00:00Z came after 2024-06-01T01:00:00Z");
    }

    @Test
    void aStrategyAnnouncedAgainKeepsItsAccounts() {
        // Given
        Market market = Market.of(BTC);
        take(new StartedStrategy(BTC, Status.RUNNING), market.snapshot());
        take(group(market, 1, new Deposit(CASH, number("60000"))));

        // When
        take(new StartedStrategy(BTC, Status.STOPPED), group(market, 2, shortOne()));

        // Then
        assertThat(reports.getLast().events()).singleElement().isInstanceOf(PerpFilled.class);
    }

    @Test
    void whatIsNotForItIsRefused() {
        // When
        var thrown = assertThatThrownBy(() -> take(new Release()));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("execution-service does not read");
    }

    private void take(Message... messages) {
        for (Message message : messages) {
            core.on(state, message, (topic, out) -> {
                assertThat(topic).isEqualTo(Topic.FILLS);
                reports.add((VenueReport) out);
            });
        }
    }

    private static OrderGroup group(Market market, long number, Order order) {
        return new OrderGroup(market.snapshot().at(), number, Execution.PARALLEL, 1, 1, List.of(order));
    }

    private static Order shortOne() {
        return new PerpTrade(Venue.BINANCE, Asset.BTC, number("-1"));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
