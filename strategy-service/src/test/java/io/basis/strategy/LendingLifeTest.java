package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.core.Refusal;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.Release;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of the simplest strategy: what is common to all families shows here. */
class LendingLifeTest {

    private static final StrategyDefinition LENDING = Setup.lending().definition();
    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final Market FIRST = Market.of(LENDING).liquidityIndex(Asset.USDT, 1.25);
    private static final Market SECOND = FIRST.nextHour();
    private static final Market THIRD = SECOND.nextHour();

    @Test
    void capitalIsBookedSuppliedAndHeld() {
        // Given
        Loop loop = Loop.start(LENDING);

        // When
        List<OrderGroup> groups = loop.at(FIRST);

        // Then
        assertThat(groups)
                .extracting(OrderGroup::orders)
                .containsExactly(
                        List.of(new Deposit(WALLET, number("100000"))),
                        List.of(new Supply(Asset.USDT, number("100000"))));
        assertThat(groups).extracting(OrderGroup::number).containsExactly(1L, 2L);
        assertThat(loop.decisions)
                .extracting(
                        TargetPositions::round,
                        TargetPositions::action,
                        TargetPositions::reason,
                        TargetPositions::group,
                        TargetPositions::instantDone)
                .containsExactly(
                        decision(0, Action.HOLD, Reason.FLOW_BOOKED, 1, false),
                        decision(1, Action.ENTRY_FULL, Reason.NOTHING_DEPLOYED, 2, false),
                        decision(2, Action.HOLD, Reason.WITHIN_THRESHOLD, 0, true));
        assertThat(loop.held("aave_v3:aToken:aUSDT")).isEqualTo("80000");
        assertThat(loop.announced).containsExactly(Status.RUNNING);
    }

    private static org.assertj.core.groups.Tuple decision(
            int round, Action action, Reason reason, long group, boolean instantDone) {
        return org.assertj.core.groups.Tuple.tuple(round, action, reason, group, instantDone);
    }

    @Test
    void nothingElseIsEverDone() {
        // Given
        Loop loop = Loop.start(LENDING);
        loop.at(FIRST);

        // When
        List<OrderGroup> later = loop.at(SECOND.liquidityIndex(Asset.USDT, 1.5));

        // Then
        assertThat(later).isEmpty();
        assertThat(loop.last().reason()).isEqualTo(Reason.WITHIN_THRESHOLD);
    }

    @Test
    void partOfTheCapitalBecomesTheGasFloat() {
        // Given
        Loop loop = Loop.start(Setup.lending().gasFloat("0.05").definition());

        // When
        List<OrderGroup> groups = loop.at(FIRST);

        // Then
        assertThat(groups.getFirst().orders())
                .containsExactly(
                        new Deposit(InstrumentKey.token(Venue.WALLET, Asset.ETH), number("0.05")),
                        new Deposit(WALLET, number("99850.000000")));
    }

    @Test
    void aDepositIsBookedAtItsInstantAndSupplied() {
        // Given
        Loop loop = Loop.start(LENDING, deposit("d-1", "10000", 1));
        loop.at(FIRST);

        // When
        List<OrderGroup> groups = loop.at(SECOND);

        // Then
        assertThat(groups)
                .extracting(OrderGroup::orders)
                .containsExactly(
                        List.of(new Deposit(WALLET, number("10000"))),
                        List.of(new Supply(Asset.USDT, number("10000"))));
        assertThat(loop.decisions.stream().skip(3))
                .extracting(TargetPositions::reason, TargetPositions::flow)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Reason.FLOW_BOOKED, "d-1"),
                        org.assertj.core.groups.Tuple.tuple(Reason.DEPOSIT, null),
                        org.assertj.core.groups.Tuple.tuple(Reason.WITHIN_THRESHOLD, null));
    }

    @Test
    void aFlowRequestedTwiceHappensOnce() {
        // Given
        Loop loop = Loop.start(LENDING, deposit("d-1", "10000", 0));

        // When
        loop.command(new StrategyCommand.RequestFlow(deposit("d-1", "10000", 0)));
        loop.at(FIRST);
        loop.command(new StrategyCommand.RequestFlow(deposit("d-1", "10000", 0)));
        loop.at(SECOND);

        // Then
        assertThat(loop.held("aave_v3:aToken:aUSDT")).isEqualTo("88000");
    }

    @Test
    void aWithdrawalIsFreedOneToOneAndPaid() {
        // Given
        Loop loop = Loop.start(LENDING, withdrawal("w-1", "50000.000001", 1));
        loop.at(FIRST);

        // When
        List<OrderGroup> groups = loop.at(SECOND);

        // Then
        assertThat(groups)
                .extracting(OrderGroup::orders)
                .containsExactly(
                        List.of(new Redeem(Asset.USDT, number("50000.000001"))),
                        List.of(new Withdrawal(WALLET, number("50000.000001"), "w-1")));
        assertThat(loop.decisions.stream().skip(3))
                .extracting(TargetPositions::reason)
                .containsExactly(Reason.WITHDRAWAL, Reason.WITHDRAWAL_PAID, Reason.WITHIN_THRESHOLD);
        assertThat(loop.last().instantDone()).isTrue();
    }

    @Test
    void aWithdrawalTheWalletCanPayTouchesNothingElse() {
        // Given
        Book book = Book.of(LENDING).with("wallet:BaseToken:USDT", "6000").with("aave_v3:aToken:aUSDT", "1000");
        Loop loop = Loop.holding(LENDING, book);
        loop.command(new StrategyCommand.RequestFlow(withdrawal("w-1", "5000", 0)));

        // When
        List<OrderGroup> groups = loop.at(FIRST);

        // Then
        assertThat(groups)
                .extracting(OrderGroup::orders)
                .containsExactly(List.of(new Withdrawal(WALLET, number("5000"), "w-1")));
    }

    @Test
    void moreThanEquityIsRejected() {
        // Given
        Loop loop = Loop.start(LENDING, withdrawal("w-1", "100000.01", 1));
        loop.at(FIRST);

        // When
        List<OrderGroup> groups = loop.at(SECOND);

        // Then
        assertThat(groups).isEmpty();
        assertThat(loop.decisions.get(3)).satisfies(decision -> {
            assertThat(decision.reason()).isEqualTo(Reason.WITHDRAWAL_REJECTED);
            assertThat(decision.flow()).isEqualTo("w-1");
            assertThat(decision.value()).isEqualTo(100_000.01);
            assertThat(decision.limit()).isEqualTo(100_000);
            assertThat(decision.group()).isZero();
        });
        assertThat(loop.last().instantDone()).isTrue();
    }

    @Test
    void withdrawalsTogetherMustNotBeMoreThanEquityEither() {
        // Given
        Loop loop = Loop.start(LENDING, withdrawal("w-1", "60000", 1), withdrawal("w-2", "50000", 1));
        loop.at(FIRST);

        // When
        loop.at(SECOND);

        // Then
        assertThat(loop.decisions)
                .filteredOn(decision -> decision.reason() == Reason.WITHDRAWAL_REJECTED)
                .extracting(TargetPositions::flow)
                .containsExactly("w-2");
        assertThat(loop.decisions)
                .filteredOn(decision -> decision.reason() == Reason.WITHDRAWAL_PAID)
                .extracting(TargetPositions::flow)
                .containsExactly("w-1");
    }

    @Test
    void allOfItCanBeWithdrawn() {
        // Given
        Loop loop = Loop.start(LENDING, withdrawal("w-1", "100000", 1));
        loop.at(FIRST);

        // When
        loop.at(SECOND);
        loop.at(THIRD);

        // Then
        assertThat(loop.held("wallet:BaseToken:USDT")).isEqualTo("0");
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL_PAID);
        assertThat(loop.last().reason()).isEqualTo(Reason.WITHIN_THRESHOLD);
    }

    @Test
    void aStoppedStrategyClosesAndStaysClosedUntilItIsResumed() {
        // Given
        Loop loop = Loop.start(LENDING, deposit("d-1", "10000", 2));
        loop.at(FIRST);

        // When
        loop.command(new StrategyCommand.Stop());
        loop.at(SECOND);
        String afterStop = loop.held("aave_v3:aToken:aUSDT");
        loop.at(THIRD);
        String afterDeposit = loop.held("wallet:BaseToken:USDT");
        loop.command(new StrategyCommand.Resume());
        loop.at(THIRD.nextHour());

        // Then
        assertThat(afterStop).isEqualTo("0");
        assertThat(afterDeposit).isEqualTo("110000");
        assertThat(loop.held("aave_v3:aToken:aUSDT")).isEqualTo("88000");
        assertThat(loop.announced).containsExactly(Status.RUNNING, Status.STOPPED, Status.RUNNING);
        assertThat(loop.reasons())
                .containsSubsequence(
                        Reason.STOPPED, Reason.STOPPED, Reason.FLOW_BOOKED, Reason.STOPPED, Reason.NOTHING_DEPLOYED);
    }

    @Test
    void anEmergencyExitRedeemsEverything() {
        // Given
        Loop loop = Loop.start(LENDING);
        loop.at(FIRST);

        // When
        loop.command(new StrategyCommand.EmergencyExit());
        List<OrderGroup> groups = loop.at(SECOND);

        // Then
        assertThat(groups)
                .extracting(OrderGroup::orders)
                .containsExactly(List.of(new Redeem(Asset.USDT, number("100000.000000"))));
        assertThat(loop.decisions.get(3).action()).isEqualTo(Action.EXIT_FULL);
        assertThat(loop.decisions.get(3).reason()).isEqualTo(Reason.EMERGENCY);
    }

    @Test
    void aDrawdownClosesAndKeepsClosed() {
        // Given
        Loop loop = Loop.start(LENDING);
        loop.at(FIRST);

        // When
        loop.allow(Permission.EXIT, RiskReading.of(RiskType.DRAWDOWN, null, 0.05, 0.02, 0.04));
        loop.at(SECOND);
        loop.at(THIRD);

        // Then
        assertThat(loop.held("aave_v3:aToken:aUSDT")).isEqualTo("0");
        assertThat(loop.last().reason()).isEqualTo(Reason.RISK_EXIT);
        assertThat(loop.groups).hasSize(3);
    }

    @Test
    void theLastInstantCompletesTheRun() {
        // Given
        Loop loop = Loop.start(Setup.lending().to(Setup.START.plusSeconds(3600)).definition());

        // When
        loop.at(FIRST);
        loop.at(SECOND);

        // Then
        assertThat(loop.announced).containsExactly(Status.RUNNING, Status.COMPLETED);
    }

    @Test
    void aHaltIsAnnounced() {
        // Given
        StrategyCore core = new StrategyCore();
        StrategyState state = core.fresh("test");
        core.on(state, new StrategyCommand.Start(LENDING, List.of()), (topic, message) -> {});

        // When
        List<Object> out = new java.util.ArrayList<>();
        core.on(state, new StrategyHalt("DAT-001", "no price", "risk-service"), (topic, message) -> out.add(message));

        // Then
        assertThat(out).containsExactly(new io.basis.domain.message.StartedStrategy(LENDING, Status.HALTED));
    }

    @Test
    void whatHaltsWhileItClosesGoesOnClosing() {
        // Given
        StrategyCore core = new StrategyCore();
        StrategyState state = core.fresh("test");
        List<Object> out = new java.util.ArrayList<>();
        StrategyCommand.Skip skip = new StrategyCommand.Skip("risk-service", 1, "a report that came twice");

        // When
        for (io.basis.domain.message.Message message : List.of(
                new StrategyCommand.Start(LENDING, List.of()),
                new StrategyHalt("POS-001", "a report", "risk-service"),
                new StrategyCommand.EmergencyExit(),
                new StrategyHalt("POS-001", "a report", "risk-service"),
                skip,
                new StrategyHalt("POS-001", "a report", "risk-service"),
                new StrategyCommand.Resume(),
                new StrategyCommand.Resume())) {
            core.on(state, message, (topic, said) -> out.add(said));
        }

        // Then
        assertThat(out)
                .extracting(said -> ((io.basis.domain.message.StartedStrategy) said).status())
                .containsExactly(
                        Status.RUNNING,
                        Status.HALTED,
                        Status.STOPPED,
                        Status.HALTED,
                        Status.STOPPED,
                        Status.HALTED,
                        Status.STOPPED,
                        Status.RUNNING);
        assertThat(out.get(4))
                .isEqualTo(new io.basis.domain.message.StartedStrategy(LENDING, Status.STOPPED, null, skip));
    }

    @Test
    void aStrategyThatRunsIsNotStartedAgain() {
        // Given
        Loop loop = Loop.start(LENDING);

        // When
        loop.command(new StrategyCommand.Start(LENDING, List.of(deposit("d-1", "10000", 0))));
        loop.at(FIRST);

        // Then
        assertThat(loop.announced).containsExactly(Status.RUNNING);
        assertThat(loop.held("aave_v3:aToken:aUSDT")).isEqualTo("80000");
    }

    @Test
    void anOrderRefusedForAPassingReasonDropsThePlanAndIsTriedAgainAtTheNextInstant() {
        // Given
        Loop loop = Loop.start(LENDING);
        loop.assess(FIRST.snapshot(), 0, List.of());
        loop.assess(FIRST.snapshot(), 1, List.of(new Deposited(WALLET, number("80000"))));
        Rejected rejected =
                new Rejected(new OrderRef(2, 1), RejectReason.INSUFFICIENT_GAS, "wallet holds 0 ETH, gas needs 0.002");

        // When
        loop.assess(FIRST.snapshot(), 2, List.of(rejected));
        loop.assess(SECOND.snapshot(), 0, List.of());

        // Then
        assertThat(loop.reasons())
                .containsExactly(
                        Reason.FLOW_BOOKED, Reason.NOTHING_DEPLOYED, Reason.ORDER_REFUSED, Reason.NOTHING_DEPLOYED);
        assertThat(loop.decisions.get(2)).satisfies(decision -> {
            assertThat(decision.action()).isEqualTo(Action.HOLD);
            assertThat(decision.value()).isEqualTo(2);
            assertThat(decision.limit()).isEqualTo(1);
            assertThat(decision.instantDone()).isTrue();
        });
        assertThat(loop.groups.getLast().orders()).containsExactly(new Supply(Asset.USDT, number("80000")));
    }

    @Test
    void anAssessmentWithoutTheGroupSentBeforeItIsRefused() {
        // Given
        StrategyCore core = new StrategyCore();
        StrategyState state = core.fresh("test");
        core.on(state, new StrategyCommand.Start(LENDING, List.of()), (topic, message) -> {});
        var assessment = Assessments.of(LENDING, Book.of(LENDING).positions(), FIRST.snapshot(), List.of());
        core.on(state, assessment, (topic, message) -> {});

        // When
        var thrown = assertThatThrownBy(() -> core.on(state, assessment, (topic, message) -> {}));

        // Then
        thrown.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("STR-001"))
                .hasMessage("assessment of 2024-06-01T00:00:00Z contains group 0 but group 1 was sent before it");
    }

    @Test
    void whatIsNotForItIsRefused() {
        // Given
        StrategyCore core = new StrategyCore();

        // When
        var thrown = assertThatThrownBy(() -> core.on(core.fresh("test"), new Release(), (topic, message) -> {}));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("strategy-service does not read");
    }

    private static Flow deposit(String id, String amount, int hours) {
        return new Flow(id, Flow.Type.DEPOSIT, number(amount), Setup.START.plusSeconds(3600L * hours));
    }

    private static Flow withdrawal(String id, String amount, int hours) {
        return new Flow(id, Flow.Type.WITHDRAWAL, number(amount), Setup.START.plusSeconds(3600L * hours));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
