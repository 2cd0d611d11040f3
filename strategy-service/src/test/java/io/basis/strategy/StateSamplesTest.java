package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.domain.order.Order;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import io.basis.messaging.StoredStates;
import io.basis.messaging.StoredStates.Given;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.strategy.definition.Modes;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** States that were stored once stay readable for ever: of every mode, in the middle of its entry; see {@link StoredStates}. */
class StateSamplesTest {

    @Test
    void everyStoredStateIsStillRead() throws IOException {
        Map<String, byte[]> now = new TreeMap<>();
        for (String mode : Modes.names()) {
            StrategyDefinition definition = Definitions.define(new DefinitionRequest(
                    mode,
                    mode,
                    Environment.BACKTEST,
                    null,
                    Setup.START,
                    Setup.START.plus(Duration.ofDays(30)),
                    null,
                    Map.of(),
                    true));
            now.put(mode, StoredStates.row(new StrategyCore(), mode, entering(definition)));
        }

        StoredStates.assertReadable(new StrategyCore(), now);
    }

    private static List<Given> entering(StrategyDefinition definition) {
        Flow later = new Flow("d-1", Flow.Type.DEPOSIT, new BigDecimal("10"), Setup.START.plus(Duration.ofDays(1)));
        Positions nothing = Book.of(definition).positions();
        StrategyCommand start = new StrategyCommand.Start(definition, List.of(later));
        RiskAssessment first =
                Assessments.of(definition, nothing, Market.of(definition).snapshot(), List.of());
        List<AccountEvent> deposits = deposits(definition.strategy(), start, first);
        RiskAssessment second = Assessments.of(
                definition,
                Ledger.commit(nothing, deposits),
                Market.of(definition).snapshot(),
                deposits,
                List.of(),
                Permission.TRADE,
                1,
                1);
        return List.of(
                new Given(Topic.COMMANDS, start),
                new Given(Topic.RISK_ASSESSMENTS, first),
                new Given(Topic.RISK_ASSESSMENTS, second));
    }

    /** What the first orders bring about: they book the starting capital. */
    private static List<AccountEvent> deposits(String strategy, StrategyCommand start, RiskAssessment first) {
        List<AccountEvent> deposits = new ArrayList<>();
        StrategyCore core = new StrategyCore();
        StrategyState state = core.fresh(strategy);
        core.on(state, start, (topic, message) -> {});
        core.on(state, first, (topic, message) -> {
            if (message instanceof OrderGroup group) {
                for (Order order : group.orders()) {
                    Order.Deposit deposit = (Order.Deposit) order;
                    deposits.add(new Deposited(deposit.into(), deposit.amount()));
                }
            }
        });
        return deposits;
    }
}
