package io.basis.strategy.rebalancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.message.RiskAssessment;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import io.basis.strategy.family.Strategy;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import io.basis.strategy.rebalancing.Situation.Closing;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules one by one, and that each decides before the ones after it. */
class RebalancerTest {

    private static final RiskReading MARGIN = RiskReading.of(RiskType.MARGIN_RATIO, null, 0.15, 0.30, 0.20);
    private static final RiskReading DRAWDOWN = RiskReading.of(RiskType.DRAWDOWN, null, 0.05, 0.02, 0.04);

    @Test
    void whatIsWithinItsThresholdIsHeld() {
        // When
        Verdict verdict = new Case().deployed().deviation(0.02).classify();

        // Then
        assertVerdict(verdict, Action.HOLD, Reason.WITHIN_THRESHOLD, null);
        assertThat(verdict.value()).isEqualTo(0.02);
        assertThat(verdict.limit()).isEqualTo(0.02);
    }

    @Test
    void tooLittleBeyondTheThresholdIsAdded() {
        // When
        Verdict verdict = new Case().deployed().deviation(0.0201).wantsMore().classify();

        // Then
        assertVerdict(verdict, Action.ENTRY_PARTIAL, Reason.DEVIATION, Purpose.REBALANCE);
        assertThat(verdict.value()).isEqualTo(0.0201);
        assertThat(verdict.limit()).isEqualTo(0.02);
    }

    @Test
    void tooMuchBeyondTheThresholdIsTakenOff() {
        // When
        Verdict verdict = new Case().deployed().deviation(0.5).classify();

        // Then
        assertVerdict(verdict, Action.EXIT_PARTIAL, Reason.DEVIATION, Purpose.REBALANCE);
    }

    @Test
    void cashIsDeployedWhereNothingIs() {
        // When
        Verdict verdict = new Case().free("100").deviation(0.5).fresh().classify();

        // Then
        assertVerdict(verdict, Action.ENTRY_FULL, Reason.NOTHING_DEPLOYED, Purpose.ENTER);
        assertThat(verdict.value()).isEqualTo(100);
    }

    @Test
    void withoutCashThereIsNothingToDeploy() {
        // When
        Verdict verdict = new Case().deviation(0.5).classify();

        // Then
        assertVerdict(verdict, Action.HOLD, Reason.WITHIN_THRESHOLD, null);
    }

    @Test
    void cashThatAnAbandonedPlanLeftAbroadIsDeployedToo() {
        // When
        Verdict verdict = new Case().cashAbroad().classify();

        // Then
        assertVerdict(verdict, Action.ENTRY_FULL, Reason.NOTHING_DEPLOYED, Purpose.ENTER);
    }

    @Test
    void anExitIsNotOverBeforeTheCashIsHome() {
        // When
        Verdict stopped = new Case().closing(Closing.STOPPED).cashAbroad().classify();
        Verdict drawdown =
                new Case().allow(Permission.EXIT, DRAWDOWN).cashAbroad().classify();

        // Then
        assertVerdict(stopped, Action.EXIT_FULL, Reason.STOPPED, Purpose.EXIT);
        assertVerdict(drawdown, Action.EXIT_FULL, Reason.RISK_EXIT, Purpose.EXIT);
    }

    @Test
    void aDepositIsDeployedBeforeADeviationIsLookedAt() {
        // When
        Verdict verdict = new Case()
                .deployed()
                .free("100")
                .fresh()
                .deviation(0.5)
                .wantsMore()
                .classify();

        // Then
        assertVerdict(verdict, Action.ENTRY_PARTIAL, Reason.DEPOSIT, Purpose.ENTER);
    }

    @Test
    void cashThatIsNoDepositWaits() {
        // When
        Verdict verdict = new Case().deployed().free("100").classify();

        // Then
        assertVerdict(verdict, Action.HOLD, Reason.WITHIN_THRESHOLD, null);
    }

    @Test
    void aWithdrawalFreesWhatIsMissingBeforeAnythingIsEntered() {
        // When
        Verdict verdict = new Case()
                .deployed()
                .owing("150")
                .free("100")
                .fresh()
                .deviation(0.5)
                .wantsMore()
                .classify();

        // Then
        assertVerdict(verdict, Action.EXIT_PARTIAL, Reason.WITHDRAWAL, Purpose.RELEASE);
        assertThat(verdict.amount()).isEqualByComparingTo("50");
        assertThat(verdict.value()).isEqualTo(150);
        assertThat(verdict.limit()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(value = Closing.class, names = "NO", mode = EnumSource.Mode.EXCLUDE)
    void anOwnerWhoClosesComesBeforeAWithdrawal(Closing closing) {
        // When
        Verdict verdict = new Case().deployed().closing(closing).owing("150").classify();

        // Then
        assertVerdict(
                verdict,
                Action.EXIT_FULL,
                closing == Closing.EMERGENCY ? Reason.EMERGENCY : Reason.STOPPED,
                Purpose.EXIT);
    }

    @Test
    void whatIsClosedStaysClosed() {
        // When
        Verdict verdict =
                new Case().closing(Closing.STOPPED).free("100").fresh().classify();

        // Then
        assertVerdict(verdict, Action.HOLD, Reason.STOPPED, null);
    }

    @Test
    void whatIsClosedStillPaysItsOwner() {
        // When
        Verdict verdict = new Case().closing(Closing.STOPPED).owing("150").classify();

        // Then
        assertVerdict(verdict, Action.EXIT_PARTIAL, Reason.WITHDRAWAL, Purpose.RELEASE);
    }

    @Test
    void aCriticalRiskReducesBeforeAnythingElse() {
        // When
        Verdict verdict = new Case()
                .allow(Permission.REDUCE, MARGIN)
                .deployed()
                .closing(Closing.EMERGENCY)
                .owing("150")
                .free("100")
                .fresh()
                .deviation(0.5)
                .wantsMore()
                .classify();

        // Then
        assertVerdict(verdict, Action.EXIT_PARTIAL, Reason.RISK_REDUCE, Purpose.REDUCE);
        assertThat(verdict.value()).isEqualTo(0.15);
        assertThat(verdict.limit()).isEqualTo(0.20);
    }

    @Test
    void aDrawdownThatDemandsAnExitGetsIt() {
        // When
        Verdict verdict = new Case().allow(Permission.EXIT, DRAWDOWN).deployed().classify();

        // Then
        assertVerdict(verdict, Action.EXIT_FULL, Reason.RISK_EXIT, Purpose.EXIT);
    }

    @Test
    void afterAnExitForRiskNothingIsEntered() {
        // When
        Verdict verdict =
                new Case().allow(Permission.EXIT, DRAWDOWN).free("100").fresh().classify();

        // Then
        assertVerdict(verdict, Action.HOLD, Reason.RISK_EXIT, null);
    }

    @Test
    void afterAnExitForRiskOwnersAreStillPaid() {
        // When
        Verdict verdict =
                new Case().allow(Permission.EXIT, DRAWDOWN).owing("150").classify();

        // Then
        assertVerdict(verdict, Action.EXIT_PARTIAL, Reason.WITHDRAWAL, Purpose.RELEASE);
    }

    @Test
    void anOpenCircuitBreakerHoldsBackWhatRaisesDelta() {
        // When
        Verdict first =
                new Case().allow(Permission.NO_ENTRY).raisesDelta().free("100").classify();
        Verdict more = new Case()
                .allow(Permission.NO_ENTRY)
                .raisesDelta()
                .deployed()
                .deviation(0.5)
                .wantsMore()
                .classify();
        Verdict deposit = new Case()
                .allow(Permission.NO_ENTRY)
                .raisesDelta()
                .deployed()
                .free("100")
                .fresh()
                .classify();

        // Then
        assertVerdict(first, Action.HOLD, Reason.CIRCUIT_BREAKER, null);
        assertVerdict(more, Action.HOLD, Reason.CIRCUIT_BREAKER, null);
        assertVerdict(deposit, Action.HOLD, Reason.CIRCUIT_BREAKER, null);
    }

    @Test
    void anOpenCircuitBreakerLetsTakeOffAndLetsHedgedBooksTrade() {
        // When
        Verdict less = new Case()
                .allow(Permission.NO_ENTRY)
                .raisesDelta()
                .deployed()
                .deviation(0.5)
                .classify();
        Verdict hedged = new Case()
                .allow(Permission.NO_ENTRY)
                .deployed()
                .deviation(0.5)
                .wantsMore()
                .classify();

        // Then
        assertVerdict(less, Action.EXIT_PARTIAL, Reason.DEVIATION, Purpose.REBALANCE);
        assertVerdict(hedged, Action.ENTRY_PARTIAL, Reason.DEVIATION, Purpose.REBALANCE);
    }

    @Test
    void onePlanAnInstantIsEnough() {
        // When
        Verdict verdict = new Case()
                .allow(Permission.REDUCE, MARGIN)
                .acted()
                .deployed()
                .owing("150")
                .free("100")
                .fresh()
                .deviation(0.5)
                .classify();

        // Then
        assertThat(verdict.purpose()).isNull();
        assertThat(verdict.action()).isEqualTo(Action.HOLD);
    }

    private static void assertVerdict(Verdict verdict, Action action, Reason reason, Purpose purpose) {
        assertThat(verdict.action()).isEqualTo(action);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.purpose()).isEqualTo(purpose);
    }

    /** A situation, told as it differs from nothing held, nothing owed and nothing wrong. */
    private static final class Case {

        private static final StrategyDefinition LENDING = Setup.lending().definition();

        private RiskReading[] readings = {};
        private Permission allowed = Permission.TRADE;
        private boolean deployed;
        private boolean wantsMore;
        private boolean cashAbroad;
        private double deviation;
        private BigDecimal free = BigDecimal.ZERO;
        private BigDecimal owing = BigDecimal.ZERO;
        private boolean fresh;
        private Closing closing = Closing.NO;
        private boolean acted;
        private boolean raisesDelta;

        Case allow(Permission permission, RiskReading... critical) {
            allowed = permission;
            readings = critical;
            return this;
        }

        Case deployed() {
            deployed = true;
            return this;
        }

        Case wantsMore() {
            wantsMore = true;
            return this;
        }

        Case cashAbroad() {
            cashAbroad = true;
            return this;
        }

        Case deviation(double fraction) {
            deviation = fraction;
            return this;
        }

        Case free(String amount) {
            free = new BigDecimal(amount);
            return this;
        }

        Case owing(String amount) {
            owing = new BigDecimal(amount);
            return this;
        }

        Case fresh() {
            fresh = true;
            return this;
        }

        Case closing(Closing why) {
            closing = why;
            return this;
        }

        Case acted() {
            acted = true;
            return this;
        }

        Case raisesDelta() {
            raisesDelta = true;
            return this;
        }

        Verdict classify() {
            RiskAssessment assessment = Assessments.of(
                    LENDING,
                    Book.of(LENDING).positions(),
                    Market.of(LENDING).snapshot(),
                    List.of(),
                    List.of(readings),
                    allowed,
                    0,
                    0);
            Strategy strategy = new Fixed(deployed, wantsMore, cashAbroad);
            return Rebalancer.classify(new Situation(
                    assessment, strategy, deviation, 0.02, free, owing, fresh, closing, acted, raisesDelta));
        }
    }

    /** A family that only says whether it is deployed and wants more. */
    private record Fixed(boolean isDeployed, boolean wants, boolean isCashAbroad) implements Strategy {

        @Override
        public boolean deployed(RiskAssessment assessment) {
            return isDeployed;
        }

        @Override
        public boolean wantsMore(RiskAssessment assessment) {
            return wants;
        }

        @Override
        public boolean cashAbroad(RiskAssessment assessment) {
            return isCashAbroad;
        }

        @Override
        public BigDecimal freeCash(RiskAssessment assessment) {
            throw new AssertionError("the rebalancer is told the free cash");
        }

        @Override
        public double deviation(RiskAssessment assessment) {
            throw new AssertionError("the rebalancer is told the deviation");
        }

        @Override
        public List<Target> targets(RiskAssessment assessment) {
            throw new AssertionError("the rebalancer sets no targets");
        }

        @Override
        public List<Step> steps(Purpose purpose) {
            throw new AssertionError("the rebalancer takes no steps");
        }
    }
}
