package io.basis.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.core.Refusal;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.LedgerViolation;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.Message;
import io.basis.domain.message.Release;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.OrderRef;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskCoreTest {

    private static final StrategyDefinition BTC = Setup.basis(Asset.BTC).definition();
    private static final InstrumentKey CASH = InstrumentKey.token(Venue.BINANCE, Asset.USDT);
    private static final InstrumentKey COINS = InstrumentKey.token(Venue.BINANCE, Asset.BTC);
    private static final InstrumentKey PERP = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);
    private static final OrderRef ORDER = new OrderRef(1, 1);
    private static final Market CALM = Market.of(BTC);

    private final List<RiskAssessment> assessments = new ArrayList<>();

    @Test
    void anInstantIsAssessedOnceItsSnapshotAndItsReportAreThere() {
        // Given
        Run run = started(BTC);

        // When
        run.take(CALM.snapshot());
        boolean before = assessments.isEmpty();
        run.take(report(CALM, 0, deposit("100000")));

        // Then
        assertThat(before).isTrue();
        assertThat(assessments).singleElement().satisfies(assessment -> {
            assertThat(assessment.at()).isEqualTo(Setup.START);
            assertThat(assessment.round()).isZero();
            assertThat(assessment.group()).isZero();
            assertThat(assessment.events()).containsExactly(deposit("100000"));
            assertThat(assessment.positions().quantity(CASH)).isEqualByComparingTo("100000");
            assertThat(assessment.exposure().equity()).isEqualTo(100_000);
            assertThat(assessment.snapshots()).isEqualTo(1);
            assertThat(assessment.reports()).isEqualTo(1);
        });
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        // Given
        Message[] inOrder = {
            CALM.snapshot(),
            report(CALM, 0, deposit("100000")),
            CALM.nextHour().snapshot(),
            report(CALM.nextHour(), 0, deposit("5")),
        };

        // When
        started(BTC).take(inOrder);
        started(BTC).take(inOrder[1], inOrder[0], inOrder[3], inOrder[2]);

        // Then
        assertThat(assessments).hasSize(4);
        assertThat(content(assessments.get(2))).isEqualTo(content(assessments.get(0)));
        assertThat(content(assessments.get(3))).isEqualTo(content(assessments.get(1)));
    }

    @Test
    void everyReportOnAGroupIsOneMoreRoundOfTheSameInstant() {
        // Given
        Run run = started(BTC);

        // When
        run.take(
                CALM.snapshot(),
                report(CALM, 0),
                report(CALM, 1, deposit("1")),
                report(CALM, 2, deposit("2")),
                CALM.nextHour().snapshot(),
                report(CALM.nextHour(), 0),
                report(CALM.nextHour(), 3));

        // Then
        assertThat(assessments).extracting(RiskAssessment::round).containsExactly(0, 1, 2, 0, 1);
        assertThat(assessments).extracting(RiskAssessment::group).containsExactly(0L, 1L, 2L, 2L, 3L);
        assertThat(assessments).extracting(RiskAssessment::snapshots).containsExactly(1L, 1L, 1L, 2L, 2L);
        assertThat(assessments).extracting(RiskAssessment::reports).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void partsOfAReportMakeOneAssessmentInWhateverOrderTheyCome() {
        // Given
        VenueReport[] parts = {
            part(CALM, 0, 1, 3, deposit("1")), part(CALM, 0, 2, 3), part(CALM, 0, 3, 3, deposit("2"), deposit("3"))
        };

        // When
        for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
            started(BTC).take(CALM.snapshot(), parts[order[0]], parts[order[1]], parts[order[2]]);
        }

        // Then
        assertThat(assessments).hasSize(6).allSatisfy(assessment -> {
            assertThat(assessment.events()).containsExactly(deposit("1"), deposit("2"), deposit("3"));
            assertThat(assessment.reports()).isEqualTo(1);
            assertThat(content(assessment)).isEqualTo(content(assessments.getFirst()));
        });
    }

    @Test
    void anInstantIsNotAssessedBeforeItsLastPart() {
        // Given
        Run run = started(BTC);

        // When
        run.take(CALM.snapshot(), part(CALM, 0, 1, 2), part(CALM, 0, 2, 2), part(CALM, 1, 2, 2, deposit("1")));

        // Then
        assertThat(assessments).extracting(RiskAssessment::round).containsExactly(0);
    }

    @Test
    void partsThatComeBeforeTheirSnapshotWaitForIt() {
        // Given
        Run run = started(BTC);
        Market next = CALM.nextHour();

        // When
        run.take(
                CALM.snapshot(),
                part(CALM, 0, 1, 2),
                part(CALM, 0, 2, 2),
                part(next, 0, 2, 2, deposit("2")),
                part(next, 0, 1, 2, deposit("1")),
                next.snapshot());

        // Then
        assertThat(assessments)
                .hasSize(2)
                .last()
                .satisfies(assessment -> assertThat(assessment.events()).containsExactly(deposit("1"), deposit("2")));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 3", "1, 2, 2", "2, 2, 3"})
    void aPartThatDoesNotFitTheOthersIsRefusedAtOnce(long group, int part, int parts) {
        // Given
        Run run = started(BTC);
        run.take(CALM.snapshot(), report(CALM, 0), part(CALM, 1, 1, 3));

        // When
        var thrown = assertThatThrownBy(() -> run.take(part(CALM, group, part, parts)));

        // Then
        thrown.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("POS-001"))
                .hasMessage("part %d of %d on group %d does not fit part 1 of 3 on group 1 of 2024-06-01T00:00:00Z"
                        .formatted(part, parts, group));
    }

    @Test
    void aReportThatDoesNotBelongHereIsRefused() {
        // Given
        Run run = started(BTC);
        run.take(CALM.snapshot());

        // When
        var onAGroup = assertThatThrownBy(() -> run.take(report(CALM, 1)));

        // Then
        onAGroup.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("POS-001"))
                .hasMessage("report on group 1 of 2024-06-01T00:00:00Z does not belong at 2024-06-01T00:00:00Z");
    }

    @Test
    void aSecondAnswerToOneSnapshotIsRefused() {
        // Given
        Run run = started(BTC);
        run.take(CALM.snapshot(), report(CALM, 0));

        // When
        var thrown = assertThatThrownBy(() -> run.take(report(CALM, 0)));

        // Then
        thrown.isInstanceOf(Refusal.class).hasMessageStartingWith("report on group 0");
    }

    @Test
    void aReportOfAnEarlierInstantIsRefused() {
        // Given
        Run run = started(BTC);
        run.take(CALM.nextHour().snapshot(), report(CALM.nextHour(), 0));

        // When
        var thrown = assertThatThrownBy(() -> run.take(report(CALM, 1)));

        // Then
        thrown.isInstanceOf(Refusal.class)
                .hasMessage("report on group 1 of 2024-06-01T00:00:00Z does not belong at 2024-06-01T01:00:00Z");
    }

    @Test
    void eventsThatNoAccountCanHaveSeenAreRefused() {
        // Given
        Run run = started(BTC);
        run.take(CALM.snapshot());

        // When
        var thrown = assertThatThrownBy(() -> run.take(report(CALM, 0, new Withdrawn(COINS, number("1"), "w-1"))));

        // Then
        thrown.isInstanceOf(LedgerViolation.class).hasMessageStartingWith("binance:BaseToken:BTC must not be negative");
    }

    @Test
    void aMissingPriceStopsTheStrategyNamingWhatItIsNeededFor() {
        // Given
        Run run = started(BTC);
        Market hole = CALM.with(SeriesKey.perp(Venue.BINANCE, Asset.BTC), Double.NaN);
        run.take(hole.snapshot());

        // When
        var thrown = assertThatThrownBy(() -> run.take(report(hole, 0, deposit("100000"), shorted("1", "60000"))));

        // Then
        thrown.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("DAT-001"))
                .hasMessage("no price at 2024-06-01T00:00:00Z of BTC for binance:Perp:BTCUSDT");
    }

    @Test
    void aMissingPriceOfWhatIsNotHeldIsNoReasonToStop() {
        // Given
        Run run = started(BTC);
        Market hole = CALM.with(SeriesKey.perp(Venue.OKX, Asset.BTC), Double.NaN);

        // When
        run.take(hole.snapshot(), report(hole, 0, deposit("100000")));

        // Then
        assertThat(assessments)
                .singleElement()
                .satisfies(
                        assessment -> assertThat(assessment.exposure().equity()).isEqualTo(100_000));
    }

    @Test
    void aHedgedBookInCalmMarketsMayTrade() {
        // Given
        Run run = started(BTC);

        // When
        run.take(CALM.snapshot(), report(CALM, 0, deposit("60000"), bought("1", "60000"), shorted("1", "60000")));

        // Then
        assertThat(last().allowed()).isEqualTo(Permission.TRADE);
        assertThat(last().readings())
                .containsExactly(
                        RiskReading.of(RiskType.DELTA_DRIFT, null, 0, 0.02, 0.05),
                        RiskReading.of(RiskType.MARGIN_RATIO, Venue.BINANCE, 0.95, 0.30, 0.20),
                        RiskReading.of(RiskType.MARGIN_RATIO, Venue.BYBIT, Double.NaN, 0.30, 0.20),
                        RiskReading.of(RiskType.MARGIN_RATIO, Venue.OKX, Double.NaN, 0.30, 0.20),
                        RiskReading.of(RiskType.LIQUIDATION_DISTANCE, Venue.BINANCE, 51_000.0 / 9_000, 0.15, 0.05),
                        RiskReading.of(RiskType.LIQUIDATION_DISTANCE, Venue.BYBIT, Double.NaN, 0.15, 0.05),
                        RiskReading.of(RiskType.LIQUIDATION_DISTANCE, Venue.OKX, Double.NaN, 0.15, 0.05),
                        RiskReading.of(RiskType.HEALTH_FACTOR, null, Double.NaN, 1.12, 1.10),
                        RiskReading.of(RiskType.LTV, null, Double.NaN, 0.90, 0.93),
                        RiskReading.of(RiskType.FUNDING, null, Double.NaN, 0, -0.5),
                        RiskReading.of(RiskType.EXIT_COST, null, 0, 0.02, 0.05),
                        RiskReading.of(RiskType.EXIT_DAYS, null, Double.NaN, 10, 30),
                        RiskReading.of(RiskType.DEPEG, null, Double.NaN, 0.02, 0.05),
                        RiskReading.of(RiskType.SLASHING, null, Double.NaN, 0.001, 0.01),
                        RiskReading.of(RiskType.VOLATILITY, null, Double.NaN, 1.5, 3),
                        RiskReading.of(RiskType.STALE_FEED, null, 0, 1, 3),
                        RiskReading.of(RiskType.PRICE_MOVE, null, Double.NaN, 0.10, 0.10),
                        RiskReading.of(RiskType.DRAWDOWN, null, 0, 0.02, 0.04));
        assertThat(last().readings()).extracting(RiskReading::level).containsOnly(RiskLevel.NORMAL);
    }

    /** Coins for 100,000 USDT against a short that is smaller by this much of them. */
    @ParameterizedTest
    @CsvSource({
        "0.0199, NORMAL, TRADE",
        "0.0201, WARNING, TRADE",
        "0.0499, WARNING, TRADE",
        "0.0501, CRITICAL, REDUCE",
        "-0.0501, CRITICAL, REDUCE",
    })
    void driftBeyondItsCriticalLevelOnlyReduces(double drift, RiskLevel level, Permission allowed) {
        // Given
        Run run = started(BTC);
        Market even = CALM.price(Asset.BTC, 50_000);
        String hedged = Double.toString(2 - 2 * drift);

        // When
        run.take(even.snapshot(), report(even, 0, deposit("100000"), bought("2", "50000"), shorted(hedged, "50000")));

        // Then
        assertThat(reading(RiskType.DELTA_DRIFT).value()).isCloseTo(Math.abs(drift), within(1e-12));
        assertThat(reading(RiskType.DELTA_DRIFT).level()).isEqualTo(level);
        assertThat(last().allowed()).isEqualTo(allowed);
    }

    @Test
    void betweenTheLegsOfAPlanDriftIsReadButNotJudged() {
        // Given
        Run run = started(BTC);
        run.take(CALM.snapshot(), report(CALM, 0, deposit("60000")));

        // When
        run.take(report(CALM, 1, bought("1", "60000")));

        // Then
        assertThat(reading(RiskType.DELTA_DRIFT).value()).isCloseTo(1, within(1e-12));
        assertThat(reading(RiskType.DELTA_DRIFT).level()).isEqualTo(RiskLevel.NORMAL);
        assertThat(last().allowed()).isEqualTo(Permission.TRADE);
    }

    /** A short of one coin alone, with this much USDT behind it. */
    @ParameterizedTest
    @CsvSource({
        "18600, 0.31, NORMAL, TRADE",
        "18000, 0.30, WARNING, TRADE",
        "12600, 0.21, WARNING, TRADE",
        "12000, 0.20, CRITICAL, REDUCE",
        "6000, 0.10, CRITICAL, REDUCE",
    })
    void marginAtItsCriticalLevelOnlyReduces(String usdt, double ratio, RiskLevel level, Permission allowed) {
        // Given
        Run run = started(Setup.basis(Asset.BTC).deltaCritical(100).definition());

        // When
        run.take(CALM.snapshot(), report(CALM, 0, deposit(usdt), shorted("1", "60000")));

        // Then
        assertThat(reading(RiskType.MARGIN_RATIO).value()).isCloseTo(ratio, within(1e-12));
        assertThat(reading(RiskType.MARGIN_RATIO).level()).isEqualTo(level);
        assertThat(last().allowed()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"66000, NO_DELTA", "53999, NO_DELTA", "65999, TRADE", "54001, TRADE"})
    void aMoveOfTenPerCentWithinAnIntervalOpensTheCircuitBreaker(double price, Permission allowed) {
        // Given
        Run run = started(BTC);
        run.take(CALM.snapshot(), report(CALM, 0, deposit("60000")));
        Market moved = CALM.nextHour().price(Asset.BTC, price);

        // When
        run.take(moved.snapshot(), report(moved, 0));

        // Then
        assertThat(last().allowed()).isEqualTo(allowed);
    }

    @Test
    void theCircuitBreakerStaysOpenForSixIntervals() {
        // Given
        Run run = started(BTC);
        run.take(CALM.snapshot(), report(CALM, 0, deposit("60000")));
        List<Market> crash = new ArrayList<>(List.of(CALM.nextHour().price(Asset.BTC, 50_000)));
        IntStream.range(0, 7).forEach(i -> crash.add(crash.getLast().nextHour()));

        // When
        crash.forEach(market -> run.take(market.snapshot(), report(market, 0)));

        // Then
        assertThat(assessments.stream().skip(1).map(RiskAssessment::allowed))
                .containsExactly(
                        Permission.NO_DELTA,
                        Permission.NO_DELTA,
                        Permission.NO_DELTA,
                        Permission.NO_DELTA,
                        Permission.NO_DELTA,
                        Permission.NO_DELTA,
                        Permission.TRADE,
                        Permission.TRADE);
    }

    @Test
    void aDrawdownOfTwiceTheMaximumDemandsAnExit() {
        // Given
        Run run = started(BTC);
        run.take(CALM.snapshot(), report(CALM, 0, deposit("100000")));

        // When
        run.take(CALM.nextHour().snapshot(), report(CALM.nextHour(), 0, new InterestCharged(CASH, number("4000"))));

        // Then
        assertThat(reading(RiskType.DRAWDOWN).value()).isCloseTo(0.04, within(1e-12));
        assertThat(last().allowed()).isEqualTo(Permission.EXIT);
    }

    @Test
    void aDrawdownIsMeasuredFromThePeak() {
        // Given
        Run run = started(BTC);
        Market second = CALM.nextHour();
        Market third = second.nextHour();

        // When
        run.take(
                CALM.snapshot(),
                report(CALM, 0, deposit("100000")),
                second.snapshot(),
                report(second, 0, new InterestCharged(CASH, number("-10000"))),
                third.snapshot(),
                report(third, 0, new InterestCharged(CASH, number("3300"))));

        // Then
        assertThat(reading(RiskType.DRAWDOWN).value()).isCloseTo(0.03, within(1e-12));
        assertThat(reading(RiskType.DRAWDOWN).level()).isEqualTo(RiskLevel.WARNING);
        assertThat(last().allowed()).isEqualTo(Permission.TRADE);
    }

    @Test
    void moneyTakenOutIsNoDrawdownAndMoneyPutInHidesNone() {
        // Given
        Run run = started(BTC);
        Market second = CALM.nextHour();
        Market third = second.nextHour();

        // When
        run.take(
                CALM.snapshot(),
                report(CALM, 0, deposit("100000")),
                second.snapshot(),
                report(second, 0, new Withdrawn(CASH, number("90000"), "w-1")),
                third.snapshot(),
                report(third, 0, deposit("90000"), new InterestCharged(CASH, number("300"))));

        // Then
        assertThat(assessments.get(1).readings())
                .filteredOn(reading -> reading.type() == RiskType.DRAWDOWN)
                .singleElement()
                .satisfies(reading -> assertThat(reading.value()).isZero());
        assertThat(reading(RiskType.DRAWDOWN).value()).isCloseTo(0.03, within(1e-12));
    }

    @Test
    void anUnhedgedStrategyIsJudgedInItsOwnCurrency() {
        // Given
        StrategyDefinition inEth = Setup.staking(Asset.WSTETH).definition();
        Market calm = Market.of(inEth);
        Market fallen = calm.nextHour().price(Asset.ETH, 2_800);
        Run run = started(inEth);
        AccountEvent capital = new Deposited(InstrumentKey.token(Venue.WALLET, Asset.ETH), number("10"));

        // When
        run.take(calm.snapshot(), report(calm, 0, capital), fallen.snapshot(), report(fallen, 0));

        // Then
        assertThat(reading(RiskType.DRAWDOWN).value()).isCloseTo(0, within(1e-12));
        assertThat(reading(RiskType.DELTA_DRIFT).value()).isCloseTo(0, within(1e-12));
    }

    @Test
    void theLeastThatAnyRiskLeavesIsWhatIsAllowed() {
        // Given
        Run run = started(BTC);
        Market crash = CALM.nextHour().price(Asset.BTC, 50_000);

        // When
        run.take(
                CALM.snapshot(),
                report(CALM, 0, deposit("60000"), bought("1", "60000")),
                crash.snapshot(),
                report(crash, 0));

        // Then
        assertThat(assessments.getFirst().allowed()).isEqualTo(Permission.REDUCE);
        assertThat(last().allowed()).isEqualTo(Permission.EXIT);
    }

    /** Half of the short is gone; only the second report that says so is believed. */
    @Test
    void whatAVenueStatesIsComparedAndOnlyWhatIsFoundGoesOn() {
        // Given
        Run run = started(BTC);
        Market second = CALM.nextHour();
        Market third = second.nextHour();
        AccountEvent balances = new BalancesReported(List.of(
                new Balance(CASH, number("0")), new Balance(COINS, number("1")), new Balance(PERP, number("-0.5"))));
        run.take(
                CALM.snapshot(),
                report(CALM, 0),
                report(CALM, 1, deposit("60000"), bought("1", "60000"), shorted("1", "60000")));

        // When
        run.take(second.snapshot(), report(second, 0, balances), third.snapshot(), report(third, 0, balances));

        // Then
        assertThat(assessments.get(2).events()).isEmpty();
        assertThat(assessments.get(2).positions().quantity(PERP)).isEqualByComparingTo("-1");
        assertThat(last().events())
                .containsExactly(
                        new Deleveraged(PERP, number("0.50000000"), number("60000.00000000"), number("0.000000")));
        assertThat(last().positions().quantity(PERP)).isEqualByComparingTo("-0.5");
        assertThat(reading(RiskType.DELTA_DRIFT).level()).isEqualTo(RiskLevel.CRITICAL);
    }

    @Test
    void whatIsAdoptedIsNeitherGainNorLoss() {
        // Given
        Run run = started(BTC);
        Market second = CALM.nextHour();
        AccountEvent late = new BalancesReported(List.of(new Balance(COINS, number("1"))));
        AccountEvent balances = new BalancesReported(List.of(new Balance(CASH, number("60000"))));

        // When
        run.take(CALM.snapshot(), report(CALM, 0, balances), second.snapshot(), report(second, 0, late));

        // Then
        assertThat(assessments.getFirst().events()).containsExactly(new Adopted(CASH, number("60000.000000"), null));
        assertThat(last().exposure().equity()).isEqualTo(120_000);
        assertThat(reading(RiskType.DRAWDOWN).value()).isZero();
    }

    @Test
    void aNewStartOfTheStrategyLetsTheVenueSpeakTwiceAgain() {
        // Given
        Run run = started(BTC);
        Market second = CALM.nextHour();
        AccountEvent wrong = new BalancesReported(List.of(new Balance(CASH, number("400"))));
        run.take(CALM.snapshot(), report(CALM, 0), report(CALM, 1, deposit("500"), wrong));

        // When
        run.take(new StartedStrategy(BTC, Status.RUNNING), second.snapshot(), report(second, 0, wrong));
        var next = assertThatThrownBy(() -> run.take(report(second, 2, wrong)));

        // Then
        next.isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("REC-001"));
    }

    @Test
    void whatIsNotForItIsRefused() {
        // When
        var thrown = assertThatThrownBy(() -> started(BTC).take(new Release()));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("risk-service does not read");
    }

    /** A core with the state of one strategy. */
    private record Run(RiskCore core, RiskState state, List<RiskAssessment> out) {
        void take(Message... messages) {
            for (Message message : messages) {
                core.on(state, message, (topic, emitted) -> {
                    assertThat(topic).isEqualTo(Topic.RISK_ASSESSMENTS);
                    out.add((RiskAssessment) emitted);
                });
            }
        }
    }

    private Run started(StrategyDefinition definition) {
        RiskCore core = new RiskCore();
        Run run = new Run(core, core.fresh("test"), assessments);
        run.take(new StartedStrategy(definition, Status.RUNNING));
        return run;
    }

    private RiskAssessment last() {
        return assessments.getLast();
    }

    private RiskReading reading(RiskType type) {
        return last().readings().stream()
                .filter(reading -> reading.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> content(RiskAssessment assessment) {
        return List.of(
                assessment.at(),
                assessment.round(),
                assessment.events(),
                assessment.positions().quantity(CASH),
                assessment.exposure(),
                assessment.readings(),
                assessment.allowed(),
                assessment.snapshots(),
                assessment.reports());
    }

    private static VenueReport part(Market market, long group, int part, int parts, AccountEvent... events) {
        return new VenueReport(market.snapshot().at(), group, part, parts, List.of(events));
    }

    private static VenueReport report(Market market, long group, AccountEvent... events) {
        return new VenueReport(market.snapshot().at(), group, List.of(events));
    }

    private static AccountEvent deposit(String usdt) {
        return new Deposited(CASH, number(usdt));
    }

    private static AccountEvent bought(String coins, String price) {
        BigDecimal quote = number(coins).multiply(number(price)).negate();
        return new SpotFilled(ORDER, COINS, number(coins), number(price), quote, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static AccountEvent shorted(String coins, String price) {
        return new PerpFilled(ORDER, PERP, number(coins).negate(), number(price), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
