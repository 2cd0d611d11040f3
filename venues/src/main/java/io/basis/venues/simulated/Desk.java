package io.basis.venues.simulated;

import io.basis.domain.ledger.Ledger;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.Costs.GasOperation;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * What an order is executed on: the draft of its group, at the prices of one instant.
 *
 * @param held balances as the earlier orders of the group left them
 * @param pending what venues still have to do, likewise
 * @param gasOf gas of an operation at this instant, ETH
 * @param atomic true inside an atomic group, whose gas its flash loan pays as a whole
 */
record Desk(
        Ledger held,
        Accounts.Pending pending,
        MarketSnapshot market,
        Function<GasOperation, BigDecimal> gasOf,
        boolean atomic) {

    BigDecimal gas(GasOperation operation) {
        return gasOf.apply(operation);
    }

    /** Gas of an operation that costs nothing extra within an atomic group. */
    BigDecimal gasAlone(GasOperation operation) {
        return atomic ? BigDecimal.ZERO : gas(operation);
    }
}
