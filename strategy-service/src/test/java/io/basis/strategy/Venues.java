package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import java.util.List;

/** What fills the orders of a strategy in a test. */
interface Venues {

    /** What time did to the accounts until this instant. */
    List<AccountEvent> pass(MarketSnapshot market);

    List<AccountEvent> execute(OrderGroup group, MarketSnapshot market);
}
