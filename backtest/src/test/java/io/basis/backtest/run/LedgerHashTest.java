package io.basis.backtest.run;

import static io.basis.domain.instrument.InstrumentKey.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.order.OrderRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LedgerHashTest {

    private static final List<RiskAssessment> BOOKED =
            HandMadeRun.of(Asset.BTC, 100).record().booked();

    @Test
    void theSameEventsGiveTheSameHash() {
        assertThat(LedgerHash.of(HandMadeRun.of(Asset.BTC, 100).record().booked()))
                .isEqualTo(LedgerHash.of(BOOKED))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void namesOfOrdersAndTrailingZerosDoNotCount() {
        // Given the same fills, ordered by other groups, their fees written with more digits
        UnaryOperator<AccountEvent> renamed = event -> event instanceof SpotFilled e
                ? new SpotFilled(
                        new OrderRef(e.order().group() + 7, 3),
                        e.coin(),
                        e.quantity(),
                        e.price(),
                        e.quote(),
                        e.fee().setScale(e.fee().scale() + 3),
                        e.slippage())
                : event;

        // When Then
        assertThat(LedgerHash.of(replayed(renamed))).isEqualTo(LedgerHash.of(BOOKED));
    }

    @Test
    void theSmallestAmountCounts() {
        // Given one millionth of a USDT more at the start
        UnaryOperator<AccountEvent> richer = event -> event instanceof Deposited e
                ? new Deposited(e.into(), e.amount().add(new BigDecimal("0.000001")))
                : event;

        // When Then
        assertThat(LedgerHash.of(replayed(richer))).isNotEqualTo(LedgerHash.of(BOOKED));
    }

    @Test
    void positionsThatTheEventsDoNotLeadToAreADefect() {
        // Given books that say one thing and events that say another
        RiskAssessment first = BOOKED.getFirst();
        List<AccountEvent> other = List.of(new Deposited(token(Venue.BINANCE, Asset.USDT), new BigDecimal("99999")));
        List<RiskAssessment> broken = List.of(with(first, other, first.positions()));

        // When Then
        assertThatThrownBy(() -> LedgerHash.of(broken))
                .hasMessageContaining("leave 99999 in binance:BaseToken:USDT, the books say 100000");
    }

    private static List<RiskAssessment> replayed(UnaryOperator<AccountEvent> change) {
        List<RiskAssessment> replayed = new ArrayList<>();
        Positions positions = Positions.none(BOOKED.getFirst().positions().layout());
        for (RiskAssessment assessment : BOOKED) {
            List<AccountEvent> events = assessment.events().stream().map(change).toList();
            positions = Ledger.commit(positions, events);
            replayed.add(with(assessment, events, positions));
        }
        return replayed;
    }

    private static RiskAssessment with(RiskAssessment assessment, List<AccountEvent> events, Positions positions) {
        return new RiskAssessment(
                assessment.round(),
                assessment.group(),
                assessment.market(),
                events,
                positions,
                assessment.exposure(),
                assessment.readings(),
                assessment.allowed(),
                assessment.acting(),
                assessment.snapshots(),
                assessment.reports());
    }
}
