package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.run.LedgerHash;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import io.basis.pnl.PnlCore;
import io.basis.pnl.PnlState;
import io.basis.risk.RiskCore;
import io.basis.risk.RiskState;
import io.basis.strategy.StrategyCore;
import io.basis.strategy.StrategyState;
import io.basis.venues.simulated.Accounts;
import io.basis.venues.simulated.SimulatedVenues;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Something happens to the accounts of a hedged book that nobody ordered: it is found, booked and mended. */
class ReconciliationTest {

    private static final StrategyDefinition BTC =
            Setup.basis(Asset.BTC).capital("90000").definition();
    private static final InstrumentKey PERP = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);
    private static final InstrumentKey COINS = InstrumentKey.token(Venue.BINANCE, Asset.BTC);
    private static final InstrumentKey CASH = InstrumentKey.token(Venue.BINANCE, Asset.USDT);

    static Stream<AccountEvent> external() {
        return Stream.of(
                new Deleveraged(PERP, number("0.3"), number("59900"), number("0")),
                new Liquidated(PERP, number("0.3"), number("60500"), number("90")),
                new ManuallyTraded(COINS, CASH, number("0.2"), number("11990")),
                new Airdropped(COINS, number("0.1")));
    }

    /** A critical drift only reduces, at once; what is missing then is bought again an hour later. */
    @ParameterizedTest
    @MethodSource("external")
    void whatNobodyOrderedIsFoundAtTheSecondLookAndMendedAtOnce(AccountEvent external) {
        // Given
        Desk desk = new Desk();
        Market first = Market.of(BTC);
        desk.at(first);
        int entered = desk.groups.size();
        desk.happens(external);

        // When
        desk.at(first.nextHour());
        int noted = desk.groups.size();
        desk.at(first.nextHour().nextHour());
        double drift = desk.last.exposure().drift();
        Market later = first.nextHour().nextHour().nextHour();
        desk.at(later);
        int restored = desk.groups.size();
        desk.at(later.nextHour());

        // Then
        assertThat(noted).isEqualTo(entered);
        assertThat(desk.found).hasOnlyElementsOfType(external.getClass()).hasSize(1);
        assertThat(desk.driftWhenFound).isGreaterThan(0.05);
        assertThat(Math.abs(drift)).isLessThan(1e-6);
        assertThat(restored).isGreaterThan(noted);
        assertThat(desk.groups).hasSize(restored);
        assertThat(Math.abs(desk.last.exposure().drift())).isLessThan(1e-6);
        assertThat(Math.abs(desk.pnl.residual())).isLessThan(1e-9 * desk.pnl.equity());
        assertThat(LedgerHash.of(desk.booked)).isNotEmpty();
        for (InstrumentKey key : BTC.positions()) {
            assertThat(desk.last.positions().quantity(key))
                    .as("%s", key)
                    .isEqualByComparingTo(desk.accounts.positions().quantity(key));
        }
    }

    /** The cores of one strategy at simulated venues that state their balances in every report. */
    private static final class Desk {

        private final RiskCore riskCore = new RiskCore();
        private final RiskState risk = riskCore.fresh("test");
        private final StrategyCore strategyCore = new StrategyCore();
        private final StrategyState strategy = strategyCore.fresh("test");
        private final PnlCore pnlCore = new PnlCore();
        private final PnlState pnlState = pnlCore.fresh("test");
        private final ArrayDeque<Message> queue = new ArrayDeque<>();
        private Accounts accounts = new Accounts(new PositionLayout(BTC.positions()));

        private final List<OrderGroup> groups = new ArrayList<>();
        private final List<RiskAssessment> booked = new ArrayList<>();
        private final List<AccountEvent> found = new ArrayList<>();
        private double driftWhenFound;
        private RiskAssessment last;
        private PnlReport pnl;

        @SuppressWarnings("NullAway.Init")
        Desk() {
            strategyCore.on(strategy, new StrategyCommand.Start(BTC, List.of()), this::emit);
        }

        void happens(AccountEvent external) {
            accounts = new Accounts(Ledger.commit(accounts.positions(), List.of(external)));
        }

        void at(Market market) {
            MarketSnapshot snapshot = market.snapshot();
            drain(snapshot);
            riskCore.on(risk, snapshot, this::emit);
            report(snapshot, 0, venues(snapshot).pass(accounts, snapshot));
            drain(snapshot);
        }

        private void drain(MarketSnapshot market) {
            for (Message message = queue.poll(); message != null; message = queue.poll()) {
                switch (message) {
                    case StartedStrategy started -> {
                        riskCore.on(risk, started, this::emit);
                        pnlCore.on(pnlState, started, this::emit);
                    }
                    case RiskAssessment assessment -> {
                        note(assessment);
                        pnlCore.on(pnlState, assessment, this::emit);
                        strategyCore.on(strategy, assessment, this::emit);
                    }
                    case OrderGroup group -> {
                        groups.add(group);
                        report(market, group.number(), venues(market).execute(accounts, group, market));
                    }
                    case PnlReport report -> pnl = report;
                    default -> {
                        // Decisions are seen in their orders.
                    }
                }
            }
        }

        private void note(RiskAssessment assessment) {
            last = assessment;
            if (!assessment.events().isEmpty()) {
                booked.add(assessment);
            }
            for (AccountEvent event : assessment.events()) {
                switch (event) {
                    case Deleveraged e -> find(e, assessment);
                    case Liquidated e -> find(e, assessment);
                    case ManuallyTraded e -> find(e, assessment);
                    case Airdropped e -> find(e, assessment);
                    default -> {
                        // Ordered, or due.
                    }
                }
            }
        }

        private void find(AccountEvent event, RiskAssessment assessment) {
            found.add(event);
            driftWhenFound = Math.abs(assessment.exposure().drift());
        }

        private void report(MarketSnapshot market, long group, List<AccountEvent> events) {
            List<AccountEvent> all = new ArrayList<>(events);
            Positions held = accounts.positions();
            all.add(new BalancesReported(BTC.positions().stream()
                    .map(key -> new Balance(key, held.quantity(key)))
                    .toList()));
            riskCore.on(risk, new VenueReport(market.at(), group, all), this::emit);
        }

        private SimulatedVenues venues(MarketSnapshot market) {
            return new SimulatedVenues(BTC, accounts.positions().layout(), market.layout());
        }

        private void emit(Topic topic, Message message) {
            queue.add(message);
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
