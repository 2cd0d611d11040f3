package io.basis.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunRecorderTest {

    @Test
    void anInstantIsARowWithItsLastState() {
        // Given
        HandMadeRun run = HandMadeRun.of(Asset.BTC, 10);

        // When
        RunRecord record = run.record();

        // Then
        assertThat(record.size()).isEqualTo(11);
        assertThat(record.ticks()).isEqualTo(10);
        assertThat(record.at().getFirst()).isEqualTo(HandMadeRun.FROM);
        PnlReport afterEntry = ofType(run, PnlReport.class).get(2);
        assertThat(afterEntry.round()).isEqualTo(2);
        assertThat(record.equity().at(0)).isEqualTo(afterEntry.equity());
        assertThat(record.attribution(Source.FEES).at(0))
                .isEqualTo(afterEntry.attribution().amount(Source.FEES));
        assertThat(record.margins().getFirst().ratio().at(0)).isLessThan(1);
    }

    @Test
    void profitAndLossMayArriveLate() {
        // Given all reports after everything else
        HandMadeRun run = HandMadeRun.of(Asset.ETH, 30);
        List<Message> late = new ArrayList<>(run.messages());
        late.sort((a, b) -> Boolean.compare(a instanceof PnlReport, b instanceof PnlReport));
        RunRecorder recorder = new RunRecorder(run.definition());

        // When
        late.forEach(recorder::on);

        // Then
        RunRecord record = recorder.finish(Duration.ofMillis(20));
        RunRecord inOrder = run.record();
        for (int row = 0; row < inOrder.size(); row++) {
            assertThat(record.equity().at(row)).isEqualTo(inOrder.equity().at(row));
            assertThat(record.risk().drift().at(row))
                    .isEqualTo(inOrder.risk().drift().at(row));
        }
    }

    @Test
    void aRunWithoutItsProfitAndLossIsNotFinished() {
        // Given
        HandMadeRun run = HandMadeRun.of(Asset.BTC, 3);
        RunRecorder recorder = new RunRecorder(run.definition());
        run.messages().stream().filter(m -> !(m instanceof PnlReport)).forEach(recorder::on);

        // When Then
        assertThatThrownBy(() -> recorder.finish(Duration.ofMillis(1)))
                .hasMessage("no profit and loss of " + HandMadeRun.FROM);
    }

    @Test
    void aTopicOutOfOrderIsADefect() {
        // Given
        HandMadeRun run = HandMadeRun.of(Asset.BTC, 3);
        RunRecorder recorder = new RunRecorder(run.definition());
        List<RiskAssessment> assessments = ofType(run, RiskAssessment.class);
        recorder.on(assessments.get(3));
        recorder.on(assessments.get(4));

        // When Then
        assertThatThrownBy(() -> recorder.on(assessments.get(3))).hasMessageContaining("out of order");
    }

    @Test
    void holdsForTheSameReasonAreKeptAsNumbersOnly() {
        // Given
        HandMadeRun run = HandMadeRun.of(Asset.BTC, 200);

        // When
        Decisions decisions = run.record().decisions();

        // Then
        List<TargetPositions> all = ofType(run, TargetPositions.class);
        assertThat(decisions.size()).isEqualTo(all.size());
        assertThat(decisions.notable()).hasSizeLessThan(all.size() / 4);
        assertThat(decisions.notable())
                .containsAll(all.stream()
                        .filter(decision -> decision.action() != Action.HOLD)
                        .toList());
        for (int i = 0; i < decisions.size(); i++) {
            assertThat(decisions.action(i)).isEqualTo(all.get(i).action());
            assertThat(decisions.reason(i)).isEqualTo(all.get(i).reason());
            assertThat(decisions.value(i)).isEqualTo(all.get(i).value());
            assertThat(decisions.isNotable(i)).isEqualTo(decisions.notable().contains(all.get(i)));
        }
    }

    @Test
    void theLoanIsRecorded() {
        // Given When
        LoanColumns loan = Objects.requireNonNull(PlayedRun.levered().record().loan());

        // Then
        assertThat(loan.collateral().at(0)).isEqualTo(500);
        assertThat(loan.debt().at(0)).isEqualTo(400);
        assertThat(loan.ltv().at(0)).isEqualTo(0.8);
        assertThat(loan.healthFactor().at(1)).isCloseTo(0.95 * 505 / 400, within(1e-12));
        assertThat(PlayedRun.directional().record().loan()).isNull();
    }

    @Test
    void marketValuesAreRecorded() {
        // Given When
        RunRecord run = PlayedRun.levered().record();

        // Then
        assertThat(run.market().get(SeriesKey.lstRate(Asset.WEETH)).at(0)).isEqualTo(1);
        assertThat(run.market().get(SeriesKey.lstRate(Asset.WEETH)).at(1)).isEqualTo(1.01);
        assertThat(run.marketEquity().at(1)).isCloseTo(100, within(1e-9));
        assertThat(run.equity().at(1)).isCloseTo(105, within(1e-9));
    }

    @Test
    void ofSeveralExchangesTheWorstReadingIsKept() {
        // Given
        StrategyDefinition definition = Setup.basis(Asset.BTC).definition();
        Market market = Market.of(definition);
        RiskReading bad = RiskReading.of(RiskType.MARGIN_RATIO, Venue.BYBIT, 0.1, 0.3, 0.2);

        // When
        RunRecord run = new PlayedRun(definition)
                .at(
                        market,
                        List.of(
                                RiskReading.of(RiskType.MARGIN_RATIO, Venue.BINANCE, 0.9, 0.3, 0.2),
                                bad,
                                RiskReading.of(RiskType.MARGIN_RATIO, Venue.OKX, Double.NaN, 0.3, 0.2)))
                .at(market.nextHour())
                .record();

        // Then
        Column ratio = run.risk().readings().get(RiskType.MARGIN_RATIO);
        assertThat(ratio.at(0)).isEqualTo(0.1);
        assertThat(ratio.at(1)).isNaN();
        assertThat(run.risk().status()).containsExactly(RiskLevel.CRITICAL, RiskLevel.NORMAL);
        assertThat(run.risk().acting()).containsExactly(RiskType.MARGIN_RATIO, null);
    }

    @Test
    void aRunLongerThanExpectedIsKeptWhole() {
        // Given a definition that announces 3 hours, and 50 hours of messages
        RunRecorder recorder = new RunRecorder(HandMadeRun.of(Asset.BTC, 3).definition());

        // When
        HandMadeRun.of(Asset.BTC, 50).messages().forEach(recorder::on);

        // Then
        assertThat(recorder.finish(Duration.ofMillis(1)).size()).isEqualTo(51);
    }

    private static <T extends Message> List<T> ofType(HandMadeRun run, Class<T> type) {
        return run.messages().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
