package io.basis.backtest.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.OrderRef;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.messaging.Inbound;
import io.basis.messaging.Store;
import io.basis.messaging.Unreadable;
import io.basis.venues.simulated.BookStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Watches what is sent and stored, and says what must not be as soon as it is. */
final class Witness {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String VENUES = "execution";

    /** Of the greatest equity: what sums of doubles may lose. */
    private static final double NOISE = 1e-6;

    private final Map<String, Account> accounts = new TreeMap<>();

    /**
     * Makes a witness who has seen nothing.
     *
     * @param books of the venues outside the loop
     */
    Witness(List<StrategyDefinition> definitions, BookStore books) {
        definitions.forEach(definition -> accounts.put(definition.strategy(), new Account(definition, books)));
    }

    /** Sees each record once, in the order of its topic. */
    void sent(Inbound record) {
        @Nullable Account account = record.key() == null ? null : accounts.get(record.key());
        if (account == null) {
            return;
        }
        switch (record.topic()) {
            case MARKET_DATA,
                    RISK_ASSESSMENTS,
                    FILLS,
                    PNL,
                    HALTS,
                    ORDERS_SIMULATED,
                    ORDERS_BINANCE,
                    ORDERS_BYBIT,
                    ORDERS_OKX,
                    ORDERS_ONCHAIN -> {
                try {
                    account.on(World.CODEC.read(record.topic(), record.body()));
                } catch (Unreadable e) {
                    throw new Violation(
                            Invariant.NO_ERROR,
                            record.topic() + " of " + record.key() + " is unreadable: " + e.getMessage());
                }
            }
            default -> {
                // Nothing is known of these beyond their count and their bytes.
            }
        }
    }

    /** Sees each row that a service stores. */
    void stored(String service, Store.RowChange row) {
        @Nullable Account account = accounts.get(row.strategy());
        if (account != null && service.startsWith(VENUES)) {
            JsonNode stored = json(row.body());
            JsonNode fills = stored.path("sent").path("fills");
            JsonNode positions = stored.path("state").path("accounts").path("positions");
            if (fills.isNumber() && positions.isObject()) {
                account.truth.put(fills.asLong(), positions);
            }
        }
    }

    static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The assessments with account events, of which a ledger's fingerprint is made. */
    List<RiskAssessment> booked(String strategy) {
        return Objects.requireNonNull(accounts.get(strategy)).booked;
    }

    /** The equity that each profit and loss states. */
    List<Double> equity(String strategy) {
        return Objects.requireNonNull(accounts.get(strategy)).equity;
    }

    /** Says what must not be at the end of a run. */
    void end() {
        accounts.values().forEach(Account::end);
    }

    /** Instants that were assessed. */
    int instants() {
        return accounts.values().stream()
                .mapToInt(account -> (int) account.snapshots)
                .sum();
    }

    int groups() {
        return accounts.values().stream()
                .mapToInt(account -> account.groups.size())
                .sum();
    }

    /** Instants in a row for which each hedged strategy was naked at most. */
    Map<String, Integer> naked() {
        Map<String, Integer> naked = new TreeMap<>();
        accounts.forEach((strategy, account) -> {
            if (account.definition.hedged()) {
                naked.put(strategy, account.nakedAtMost);
            }
        });
        return naked;
    }

    /** What is known of one strategy. */
    private static final class Account {
        final StrategyDefinition definition;
        final BookStore books;
        final Set<List<Long>> parts = new HashSet<>();
        final Map<Long, JsonNode> truth = new HashMap<>();
        final Map<Long, Integer> groups = new HashMap<>();
        final List<RiskAssessment> booked = new ArrayList<>();
        final List<Double> equity = new ArrayList<>();
        Positions positions;

        @Nullable
        RiskAssessment last;

        boolean halted;
        long answered;
        long snapshots;
        long assessments;
        double mostEquity;
        int naked;
        int nakedAtMost;

        Account(StrategyDefinition definition, BookStore books) {
            this.definition = definition;
            this.books = books;
            positions = Positions.none(new PositionLayout(definition.positions()));
        }

        void on(Message message) {
            switch (message) {
                case MarketSnapshot market -> snapshots++;
                case OrderGroup group ->
                    groups.put(group.number(), group.orders().size());
                case VenueReport report -> answered(report);
                case RiskAssessment assessment -> assessed(assessment);
                case PnlReport report -> reported(report);
                case StrategyHalt halt -> halted = true;
                default -> throw new IllegalStateException("not looked at: " + message.getClass());
            }
        }

        private Violation violation(Invariant invariant, String detail) {
            return new Violation(invariant, definition.strategy() + ": " + detail);
        }

        private void answered(VenueReport report) {
            long number = report.group();
            if (number == 0) {
                return;
            }
            @Nullable Integer orders = groups.get(number);
            if (definition.environment().routed()) {
                answeredInParts(report, orders);
                return;
            }
            if (number != answered + 1 || orders == null) {
                throw violation(
                        Invariant.ANSWERED_ONCE,
                        "group " + number + " of " + report.at() + " is answered after group " + answered);
            }
            answered = number;
            if (report.events().size() != orders) {
                throw violation(
                        Invariant.ANSWERED_ONCE,
                        "group " + number + " has " + orders + " orders and "
                                + report.events().size() + " answers");
            }
            for (int i = 0; i < orders; i++) {
                @Nullable OrderRef order = order(report.events().get(i));
                if (order != null && !order.equals(new OrderRef(number, i + 1))) {
                    throw violation(
                            Invariant.ANSWERED_ONCE, "answer " + (i + 1) + " of group " + number + " is to " + order);
                }
            }
        }

        /** Each route answers its part once, and the next group only when all have. */
        private void answeredInParts(VenueReport report, @Nullable Integer orders) {
            boolean inTurn = report.group() == answered || report.group() == answered + 1;
            if (orders == null || !inTurn || !parts.add(List.of(report.group(), (long) report.part()))) {
                throw violation(
                        Invariant.ANSWERED_ONCE,
                        "part " + report.part() + " of group " + report.group() + " of " + report.at()
                                + " is answered after group " + answered);
            }
            answered = report.group();
        }

        /** No order is executed twice, and venues hold what the books say: nothing moves until the loop goes on. */
        private void compareWithVenues(RiskAssessment assessment) {
            books.change(definition.strategy(), venues -> {
                if (venues.executed().size() != Set.copyOf(venues.executed()).size()) {
                    throw violation(
                            Invariant.EXECUTED_ONCE,
                            "by " + assessment.at() + " an order was executed twice: " + venues.executed());
                }
                Positions held = Objects.requireNonNull(venues.accounts()).positions();
                for (int slot = 0; slot < held.layout().size(); slot++) {
                    if (held.quantity(slot).compareTo(assessment.positions().quantity(slot)) != 0
                            || held.cost(slot).compareTo(assessment.positions().cost(slot)) != 0) {
                        throw violation(
                                Invariant.LEDGER_IS_TRUTH,
                                "at " + assessment.at() + " the venue holds " + held.quantity(slot) + " in "
                                        + held.layout().key(slot) + ", the books say "
                                        + assessment.positions().quantity(slot));
                    }
                }
                return venues;
            });
        }

        private static @Nullable OrderRef order(AccountEvent event) {
            return switch (event) {
                case AccountEvent.Transferred e -> e.order();
                case AccountEvent.SpotFilled e -> e.order();
                case AccountEvent.PerpFilled e -> e.order();
                case AccountEvent.Supplied e -> e.order();
                case AccountEvent.Redeemed e -> e.order();
                case AccountEvent.Staked e -> e.order();
                case AccountEvent.Swapped e -> e.order();
                case AccountEvent.Borrowed e -> e.order();
                case AccountEvent.Repaid e -> e.order();
                case AccountEvent.Accepted e -> e.order();
                case AccountEvent.Rejected e -> e.order();
                default -> null;
            };
        }

        private void assessed(RiskAssessment assessment) {
            assessments++;
            if (assessment.reports() != assessments) {
                throw violation(
                        Invariant.ASSESSED_ONCE,
                        "assessment " + assessments + " at " + assessment.at() + " contains " + assessment.reports()
                                + " reports");
            }
            addUp(assessment);
            if (definition.environment().routed()) {
                compareWithVenues(assessment);
            } else {
                compareWithTruth(assessment);
            }
            follow(assessment);
            if (!assessment.events().isEmpty()) {
                booked.add(assessment);
            }
            mostEquity = Math.max(mostEquity, assessment.exposure().equity());
            last = assessment;
        }

        private void addUp(RiskAssessment assessment) {
            Positions stated = assessment.positions();
            positions = Ledger.commit(positions, assessment.events());
            for (int slot = 0; slot < positions.layout().size(); slot++) {
                if (positions.quantity(slot).compareTo(stated.quantity(slot)) != 0
                        || positions.cost(slot).compareTo(stated.cost(slot)) != 0) {
                    throw violation(
                            Invariant.BOOKS_ADD_UP,
                            "events up to " + assessment.at() + " leave " + positions.quantity(slot) + " in "
                                    + positions.layout().key(slot) + ", the books say " + stated.quantity(slot));
                }
            }
        }

        private void compareWithTruth(RiskAssessment assessment) {
            @Nullable JsonNode accounts = truth.remove(assessment.reports());
            if (accounts == null) {
                return;
            }
            Positions stated = assessment.positions();
            for (int slot = 0; slot < stated.layout().size(); slot++) {
                JsonNode account = accounts.path(stated.layout().key(slot).toString());
                if (amount(account, 0).compareTo(stated.quantity(slot)) != 0
                        || amount(account, 1).compareTo(stated.cost(slot)) != 0) {
                    throw violation(
                            Invariant.LEDGER_IS_TRUTH,
                            "at " + assessment.at() + " the venue holds " + amount(account, 0) + " in "
                                    + stated.layout().key(slot) + ", the books say " + stated.quantity(slot));
                }
            }
        }

        private static BigDecimal amount(JsonNode account, int place) {
            return account.has(place) ? new BigDecimal(account.get(place).asText()) : BigDecimal.ZERO;
        }

        /** Counts the instants that end naked, one after the other. */
        private void follow(RiskAssessment assessment) {
            RiskAssessment before = last;
            if (!definition.hedged() || before == null || before.at().equals(assessment.at())) {
                return;
            }
            naked = Naked.is(definition, before) ? naked + 1 : 0;
            nakedAtMost = Math.max(nakedAtMost, naked);
            if (naked > Naked.longest(definition) && Naked.limited(definition)) {
                throw violation(
                        Invariant.NEVER_NAKED,
                        "naked for " + naked + " instants up to " + before.at() + ", drift "
                                + before.exposure().drift());
            }
        }

        void end() {
            if (!halted && (equity.size() != assessments || last == null || !definition.endsAt(last.at()))) {
                throw violation(
                        Invariant.PROGRESS,
                        "of " + assessments + " assessments " + equity.size() + " are explained, the last is of "
                                + (last == null ? "no instant" : last.at().toString()));
            }
        }

        private void reported(PnlReport report) {
            equity.add(report.equity());
            double unexplained = Math.abs(report.equity()
                    - report.netDeposits()
                    - report.attribution().sum());
            double noise = NOISE * Math.max(1, Math.max(mostEquity, Math.abs(report.equity())));
            if (!(unexplained <= noise)) {
                throw violation(
                        Invariant.ATTRIBUTED, "at " + report.at() + " " + unexplained + " of equity is not attributed");
            }
        }
    }
}
