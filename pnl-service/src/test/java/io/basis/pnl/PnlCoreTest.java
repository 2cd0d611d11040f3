package io.basis.pnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.Release;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PnlCoreTest {

    private static final StrategyDefinition BTC = Setup.basis(Asset.BTC).definition();
    private static final StrategyDefinition IN_ETH =
            Setup.basis(Asset.ETH).shareClass(Asset.ETH).definition();
    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey CASH = InstrumentKey.token(Venue.BINANCE, Asset.USDT);

    private final PnlCore core = new PnlCore();
    private final PnlState state = core.fresh("test");
    private final List<PnlReport> reports = new ArrayList<>();

    @Test
    void theStartingCapitalIsADepositAndNoProfit() {
        // Given
        Books books = new Books(BTC);

        // When
        books.at(Market.of(BTC), 0).at(Market.of(BTC), 1, deposit("100000"));

        // Then
        assertThat(reports).hasSize(2);
        assertThat(last().equity()).isEqualTo(100_000);
        assertThat(last().netDeposits()).isEqualTo(100_000);
        assertThat(last().profit()).isZero();
        assertThat(last().residual()).isZero();
        assertThat(last().shareIndex()).isEqualTo(1);
    }

    @Test
    void profitIsEquityLessNetDepositsAndTheSourcesSumToIt() {
        // Given
        Books books = new Books(BTC);
        Market market = Market.of(BTC);
        InstrumentKey perp = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);

        // When
        books.at(market, 0, deposit("100000"))
                .at(
                        market.nextHour(),
                        0,
                        new FundingPaid(perp, number("0.0001"), number("60000"), number("6")),
                        new InterestCharged(CASH, number("1")));

        // Then
        assertThat(last().profit()).isCloseTo(5, within(1e-9));
        assertThat(last().attribution().amount(Source.FUNDING)).isEqualTo(6);
        assertThat(last().attribution().amount(Source.INTEREST)).isEqualTo(-1);
        assertThat(last().residual()).isCloseTo(0, within(1e-9));
        assertThat(last().shareIndex()).isCloseTo(1.00005, within(1e-12));
    }

    @Test
    void depositsAndWithdrawalsLeaveTheReturnIndicesAlone() {
        // Given
        Books books = new Books(BTC);
        Market market = Market.of(BTC);

        // When
        books.at(market, 0, deposit("100000"))
                .at(market.nextHour(), 0, new InterestCharged(CASH, number("-10000")))
                .at(market.nextHour(), 1, deposit("890000"))
                .at(market.nextHour().nextHour(), 0, new InterestCharged(CASH, number("-100000")))
                .at(market.nextHour().nextHour(), 1, new Withdrawn(WALLET, number("500000"), "w-1"));

        // Then
        assertThat(last().shareIndex()).isCloseTo(1.1 * 1.1, within(1e-12));
        assertThat(last().usdtIndex()).isCloseTo(1.1 * 1.1, within(1e-12));
        assertThat(last().netDeposits()).isCloseTo(490_000, within(1e-6));
        assertThat(last().profit()).isCloseTo(110_000, within(1e-6));
    }

    @Test
    void aShareClassInEthHasOneCurveInEthAndOneInUsdt() {
        // Given
        Books books = new Books(IN_ETH);
        Market market = Market.of(IN_ETH);
        AccountEvent capital = new Deposited(InstrumentKey.token(Venue.WALLET, Asset.ETH), number("10"));

        // When
        books.at(market, 0, capital)
                .at(market.nextHour().price(Asset.ETH, 3_300), 0, deposit("3300"))
                .at(market.nextHour().nextHour().price(Asset.ETH, 3_300), 0);

        // Then
        assertThat(last().equity()).isCloseTo(11, within(1e-12));
        assertThat(last().netDeposits()).isCloseTo(11, within(1e-12));
        assertThat(last().shareIndex()).isCloseTo(1, within(1e-12));
        assertThat(last().usdtIndex()).isCloseTo(1.1, within(1e-12));
        assertThat(last().residual()).isCloseTo(0, within(1e-12));
    }

    @Test
    void pricesMoveOncePerInstantHoweverManyRoundsItHas() {
        // Given
        Books books = new Books(IN_ETH);
        Market market = Market.of(IN_ETH);
        Market moved = market.nextHour().price(Asset.ETH, 3_300);

        // When
        books.at(market, 0, deposit("30000")).at(moved, 0).at(moved, 1).at(moved, 2);

        // Then
        assertThat(reports.subList(1, 4))
                .extracting(report -> report.attribution().amount(Source.SHARE_CLASS_TRANSLATION))
                .containsOnly(reports.get(1).attribution().amount(Source.SHARE_CLASS_TRANSLATION));
        assertThat(last().residual()).isCloseTo(0, within(1e-12));
    }

    @Test
    void whatIsNotForItIsRefused() {
        // When
        var thrown = assertThatThrownBy(() -> core.on(state, new Release(), (topic, message) -> {}));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("pnl-service does not read");
    }

    /** The books of one strategy, assessed after every list of events. */
    private final class Books {

        private final StrategyDefinition definition;
        private Positions held;

        Books(StrategyDefinition definition) {
            this.definition = definition;
            held = Positions.none(new PositionLayout(definition.positions()));
            core.on(state, new StartedStrategy(definition, Status.RUNNING), (topic, message) -> {});
        }

        Books at(Market market, int round, AccountEvent... events) {
            held = Ledger.commit(held, List.of(events));
            var assessment = Assessments.of(
                    definition, held, market.snapshot(), List.of(events), List.of(), Permission.TRADE, round, 0);
            core.on(state, assessment, (topic, message) -> {
                assertThat(topic).isEqualTo(Topic.PNL);
                reports.add((PnlReport) message);
            });
            return this;
        }
    }

    private PnlReport last() {
        return reports.getLast();
    }

    private static AccountEvent deposit(String usdt) {
        return new Deposited(WALLET, number(usdt));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
