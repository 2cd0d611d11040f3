package io.basis.risk.reconciliation;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.core.Refusal;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.money.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Books what venues report, and holds the ledger against what they say they hold.
 *
 * <p>Before the first order everything found is adopted. After it a difference is first noted, because a report may
 * cross a fill, and acted upon when the next report shows it again: explained by events that make the ledger what the
 * venue says, or refused. Comparing once more changes nothing.
 */
public final class Reconciler {

    /** Reports in a row whose differences keep changing before that, too, is refused. */
    static final int MOST_UNSETTLED = 10;

    private final Valuation valuation;
    private final MarketSnapshot market;
    private final boolean beforeFirstOrder;
    private final ReconciliationMemory memory;

    private Reconciler(
            Valuation valuation, MarketSnapshot market, boolean beforeFirstOrder, ReconciliationMemory memory) {
        this.valuation = valuation;
        this.market = market;
        this.beforeFirstOrder = beforeFirstOrder;
        this.memory = memory;
    }

    /**
     * What was booked.
     *
     * @param events those reported and those found, without the statements of balances
     */
    public record Booked(Positions positions, List<AccountEvent> events) {}

    /**
     * Applies the events of a report, and then compares what it says of balances with the outcome.
     *
     * @param beforeFirstOrder true until the first order group is answered
     * @throws Refusal {@code REC-001} naming the difference that nothing explains
     */
    public static Booked book(
            Positions before,
            List<AccountEvent> events,
            Valuation valuation,
            MarketSnapshot market,
            boolean beforeFirstOrder,
            ReconciliationMemory memory) {
        Positions held = Ledger.commit(before, events);
        if (!statesBalances(events)) {
            return new Booked(held, events);
        }
        Reconciler reconciler = new Reconciler(valuation, market, beforeFirstOrder, memory);
        List<AccountEvent> booked = new ArrayList<>();
        List<AccountEvent> found = new ArrayList<>();
        for (AccountEvent event : events) {
            if (event instanceof BalancesReported report) {
                found.addAll(reconciler.compare(held, report));
            } else {
                booked.add(event);
            }
        }
        booked.addAll(found);
        return new Booked(Ledger.commit(held, found), booked);
    }

    private static boolean statesBalances(List<AccountEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof BalancesReported) {
                return true;
            }
        }
        return false;
    }

    private List<AccountEvent> compare(Positions held, BalancesReported report) {
        List<AccountEvent> found = new ArrayList<>();
        Map<Venue, List<Difference>> accounts = new EnumMap<>(Venue.class);
        for (Balance balance : report.balances()) {
            Difference difference = Difference.between(held, balance);
            boolean adopts = beforeFirstOrder && difference.subscribed() && memory.adopted.add(balance.key());
            if (!adopts) {
                accounts.computeIfAbsent(account(balance.key().venue()), venue -> new ArrayList<>())
                        .add(difference);
            } else if (difference.significant()) {
                found.add(adopted(difference, balance.entry()));
            }
        }
        accounts.forEach((account, all) -> found.addAll(judge(account, all, held)));
        return found;
    }

    /** An exchange is an account of its own; everything on chain belongs to one wallet. */
    private static Venue account(Venue venue) {
        return venue.exchange() ? venue : Venue.WALLET;
    }

    private Adopted adopted(Difference difference, @Nullable BigDecimal entry) {
        if (difference.key().type() != PositionType.PERP) {
            return new Adopted(difference.key(), difference.change(), null);
        }
        return new Adopted(
                difference.key(),
                difference.change(),
                entry == null ? Decimals.fillPrice(valuation.mark(difference.slot(), market)) : entry);
    }

    private List<AccountEvent> judge(Venue account, List<Difference> compared, Positions held) {
        List<Difference> differences =
                compared.stream().filter(Difference::significant).toList();
        boolean confirmed = differences.stream().allMatch(this::seenBefore);
        compared.forEach(difference -> memory.noted.remove(difference.key()));
        if (differences.isEmpty() || confirmed) {
            memory.unsettled.remove(account);
            return differences.isEmpty() ? List.of() : explain(differences, held);
        }
        differences.forEach(difference -> memory.noted.put(difference.key(), difference.change()));
        int unsettled = memory.unsettled.merge(account, 1, Integer::sum);
        if (unsettled > MOST_UNSETTLED) {
            throw refusal(differences, "other differences in each of " + unsettled + " reports");
        }
        return List.of();
    }

    private boolean seenBefore(Difference difference) {
        @Nullable BigDecimal noted = memory.noted.get(difference.key());
        return noted != null && difference.repeats(noted);
    }

    private List<AccountEvent> explain(List<Difference> differences, Positions held) {
        List<AccountEvent> events = new Explanation(differences, held, valuation, market).events();
        if (events.isEmpty()) {
            throw refusal(differences, "nothing that venues do explains it; mend it there, then resume");
        }
        return events;
    }

    private Refusal refusal(List<Difference> differences, String reason) {
        String named =
                String.join("; ", differences.stream().map(Difference::toString).toList());
        return new Refusal("REC-001", named + " at " + market.at() + ": " + reason);
    }
}
