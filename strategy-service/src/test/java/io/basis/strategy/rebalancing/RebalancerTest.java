package io.basis.strategy.rebalancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.InstrumentKey;
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
import java.time.Duration;
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
        assertThat(verdict.plan().amount()).isEqualByComparingTo("150");
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
                new Case().allow(Permission.NO_DELTA).raisesDelta().free("100").classify();
        Verdict more = new Case()
                .allow(Permission.NO_DELTA)
                .raisesDelta()
                .deployed()
                .deviation(0.5)
                .wantsMore()
                .classify();
        Verdict deposit = new Case()
                .allow(Permission.NO_DELTA)
                .raisesDelta()
                .deployed()
                .free("100")
                .fresh()
                .classify();

        // Then
        assertVerdict(first, Action.HOLD, Reason.NOT_ALLOWED, null);
        assertVerdict(more, Action.HOLD, Reason.NOT_ALLOWED, null);
        assertVerdict(deposit, Action.HOLD, Reason.NOT_ALLOWED, null);
    }

    @Test
    void anOpenCircuitBreakerLetsTakeOffAndLetsHedgedBooksTrade() {
        // When
        Verdict less = new Case()
                .allow(Permission.NO_DELTA)
                .raisesDelta()
                .deployed()
                .deviation(0.5)
                .classify();
        Verdict hedged = new Case()
                .allow(Permission.NO_DELTA)
                .deployed()
                .deviation(0.5)
                .wantsMore()
                .classify();

        // Then
        assertVerdict(less, Action.EXIT_PARTIAL, Reason.DEVIATION, Purpose.REBALANCE);
        assertVerdict(hedged, Action.ENTRY_PARTIAL, Reason.DEVIATION, Purpose.REBALANCE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Permission.class,
            names = {"NO_ENTRY", "REDUCE"})
    void withoutEntryNothingIsAddedHoweverHedgedItIs(Permission permission) {
        // Given
        RiskReading critical = RiskReading.of(RiskType.FUNDING, null, -0.6, 0, -0.5);

        // When
        Verdict first =
                new Case().allow(permission, critical).free("100").fresh().classify();
        Verdict more = new Case()
                .allow(Permission.NO_ENTRY, critical)
                .deployed()
                .deviation(0.5)
                .wantsMore()
                .classify();
        Verdict less = new Case()
                .allow(Permission.NO_ENTRY, critical)
                .deployed()
                .deviation(0.5)
                .classify();

        // Then
        assertVerdict(first, Action.HOLD, Reason.NOT_ALLOWED, null);
        assertVerdict(more, Action.HOLD, Reason.NOT_ALLOWED, null);
        assertVerdict(less, Action.EXIT_PARTIAL, Reason.DEVIATION, Purpose.REBALANCE);
    }

    @Test
    void whatIsComingIsNotFreedTwice() {
        // When
        Verdict enough =
                new Case().deployed().owing("150").free("100").coming("50").classify();
        Verdict more = new Case()
                .deployed()
                .owing("150")
                .free("100")
                .coming("49")
                .urgent()
                .classify();

        // Then
        assertVerdict(enough, Action.HOLD, Reason.UNSTAKING, null);
        assertThat(enough.value()).isEqualTo(50);
        assertVerdict(more, Action.EXIT_PARTIAL, Reason.WITHDRAWAL, Purpose.RELEASE);
        assertThat(more.plan().urgent()).isTrue();
    }

    @Test
    void aFamilyThatStaysOutKeepsItsCash() {
        // When
        Verdict first = new Case().staysOut().free("100").fresh().classify();
        Verdict deposit = new Case().staysOut().deployed().free("100").fresh().classify();

        // Then
        assertVerdict(first, Action.HOLD, Reason.WITHIN_THRESHOLD, null);
        assertVerdict(deposit, Action.HOLD, Reason.WITHIN_THRESHOLD, null);
    }

    @Test
    void rewardTokensAreSoldWhenNothingElseIsToBeDone() {
        // When
        Verdict calm = new Case().deployed().dusty().classify();
        Verdict busy = new Case().deployed().dusty().deviation(0.5).classify();

        // Then
        assertVerdict(calm, Action.SELL_DUST, Reason.DUST, Purpose.SELL_DUST);
        assertVerdict(busy, Action.EXIT_PARTIAL, Reason.DEVIATION, Purpose.REBALANCE);
    }

    @Test
    void nothingIsAddedWhileAnOwnerWaits() {
        // When
        Verdict verdict = new Case()
                .deployed()
                .owing("150")
                .coming("150")
                .deviation(0.5)
                .wantsMore()
                .classify();

        // Then
        assertVerdict(verdict, Action.HOLD, Reason.NOT_ALLOWED, null);
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
        assertThat(verdict.plan()).isNull();
        assertThat(verdict.action()).isEqualTo(Action.HOLD);
    }

    private static void assertVerdict(Verdict verdict, Action action, Reason reason, Purpose purpose) {
        assertThat(verdict.action()).isEqualTo(action);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.plan() == null ? null : verdict.plan().purpose()).isEqualTo(purpose);
    }

    /** A situation, told as it differs from nothing held, nothing owed and nothing wrong. */
    private static final class Case {

        private static final StrategyDefinition LENDING = Setup.lending().definition();
        private static final double THRESHOLD = 0.02;

        private RiskReading[] readings = {};
        private Permission allowed = Permission.TRADE;
        private boolean deployed;
        private boolean wantsMore;
        private boolean cashAbroad;
        private double deviation;
        private BigDecimal free = BigDecimal.ZERO;
        private BigDecimal owing = BigDecimal.ZERO;
        private BigDecimal coming = BigDecimal.ZERO;
        private boolean urgent;
        private boolean staysOut;
        private boolean dusty;
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

        Case coming(String amount) {
            coming = new BigDecimal(amount);
            return this;
        }

        Case urgent() {
            urgent = true;
            return this;
        }

        Case staysOut() {
            staysOut = true;
            return this;
        }

        Case dusty() {
            dusty = true;
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
            return Rebalancer.classify(new Situation(
                    assessment,
                    new Fixed(this),
                    deviation,
                    THRESHOLD,
                    free,
                    coming,
                    owing,
                    urgent,
                    fresh,
                    closing,
                    acted,
                    raisesDelta,
                    Duration.ZERO));
        }
    }

    /** A family that only says what its case says. */
    private record Fixed(Case told) implements Strategy {

        @Override
        public boolean deployed(RiskAssessment assessment) {
            return told.deployed;
        }

        @Override
        public boolean cashAbroad(RiskAssessment assessment) {
            return told.cashAbroad;
        }

        @Override
        public boolean wantsEntry(RiskAssessment assessment) {
            return !told.staysOut;
        }

        @Override
        public Adjustment adjustment(Situation now) {
            if (now.deviation() <= now.threshold()) {
                return null;
            }
            return told.wantsMore
                    ? Adjustment.more(Reason.DEVIATION, now.deviation(), now.threshold(), Purpose.REBALANCE)
                    : Adjustment.less(Reason.DEVIATION, now.deviation(), now.threshold(), Purpose.REBALANCE);
        }

        @Override
        public Adjustment dust(RiskAssessment assessment) {
            return told.dusty ? new Adjustment(Action.SELL_DUST, Reason.DUST, 5, 3, Purpose.SELL_DUST, false) : null;
        }

        @Override
        public InstrumentKey landing() {
            throw new AssertionError("the rebalancer books nothing");
        }

        @Override
        public InstrumentKey purse() {
            throw new AssertionError("the rebalancer pays nothing");
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
        public double threshold() {
            throw new AssertionError("the rebalancer is told the threshold");
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
