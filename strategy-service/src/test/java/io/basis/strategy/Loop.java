package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import java.util.ArrayList;
import java.util.List;

/** The strategy core in the loop of a test: its orders are filled at once and assessed again until the instant is done. */
final class Loop {

    /** Leverage without a flash loan takes some sixty rounds. */
    private static final int MOST_ROUNDS = 100;

    final List<TargetPositions> decisions = new ArrayList<>();
    final List<OrderGroup> groups = new ArrayList<>();
    final List<Status> announced = new ArrayList<>();

    /** Why it needed attention, each time. */
    final List<String> attention = new ArrayList<>();

    /** What was held at each assessment. */
    final List<Positions> books = new ArrayList<>();

    private final StrategyDefinition definition;
    private final StrategyCore core = new StrategyCore();
    private final StrategyState state = core.fresh("test");
    private Venues venues;
    private Positions held;
    private Permission allowed = Permission.TRADE;
    private List<RiskReading> readings = List.of();
    private boolean readsRisks;

    private Loop(StrategyDefinition definition, Positions held, Venues venues) {
        this.definition = definition;
        this.held = held;
        this.venues = venues;
    }

    /** A strategy that begins with its capital, at venues that fill anything. */
    static Loop start(StrategyDefinition definition, Flow... flows) {
        return begin(definition, Book.of(definition).positions(), fake(definition), flows);
    }

    /** A strategy that begins with its capital, at the simulated venues. */
    static Loop simulated(StrategyDefinition definition, Flow... flows) {
        Positions nothing = Book.of(definition).positions();
        return begin(definition, nothing, new TrueVenues(definition, nothing), flows);
    }

    /** A strategy that finds itself holding this, its capital booked long ago, at venues that fill anything. */
    static Loop holding(StrategyDefinition definition, Book book) {
        return resume(definition, book.positions(), fake(definition));
    }

    /** A strategy that finds itself holding this, its capital booked long ago, at the simulated venues. */
    static Loop simulatedHolding(StrategyDefinition definition, Book book, Flow... flows) {
        Positions held = book.positions();
        return resume(definition, held, new TrueVenues(definition, held), flows);
    }

    /** A strategy that starts where this was before it, at the simulated venues. */
    static Loop finding(StrategyDefinition definition, Book book) {
        Positions found = book.positions();
        return begin(
                definition, Book.of(definition).positions(), new FoundVenues(new TrueVenues(definition, found), found));
    }

    private static Loop begin(StrategyDefinition definition, Positions held, Venues venues, Flow... flows) {
        Loop loop = new Loop(definition, held, venues);
        loop.command(new StrategyCommand.Start(definition, List.of(flows)));
        return loop;
    }

    private static Loop resume(StrategyDefinition definition, Positions held, Venues venues, Flow... flows) {
        Loop loop = new Loop(definition, held, venues);
        loop.state.capitalBooked = true;
        loop.command(new StrategyCommand.Start(definition, List.of(flows)));
        return loop;
    }

    private static Venues fake(StrategyDefinition definition) {
        return new FakeVenues(definition.parameters().execution().transferDelay());
    }

    Loop command(StrategyCommand command) {
        take(command);
        return this;
    }

    /** From now on venues refuse what the rule says, and nothing that an earlier one said. */
    Loop refusing(RefusingVenues.Rule rule) {
        Venues behind = venues instanceof RefusingVenues refusing ? refusing.behind() : venues;
        venues = new RefusingVenues(behind, rule);
        return this;
    }

    /** From now on risks leave only this. */
    Loop allow(Permission permission, RiskReading... critical) {
        allowed = permission;
        readings = List.of(critical);
        return this;
    }

    /** A whole instant; the groups sent at it. */
    List<OrderGroup> at(Market market) {
        MarketSnapshot snapshot = market.snapshot();
        int before = groups.size();
        assess(snapshot, 0, venues.pass(snapshot));
        for (int round = 1; !decisions.getLast().instantDone(); round++) {
            if (round > MOST_ROUNDS) {
                throw new IllegalStateException("no end of the instant: " + decisions);
            }
            OrderGroup sent =
                    groups.size() > before && groups.getLast().at().equals(snapshot.at()) ? groups.getLast() : null;
            assess(snapshot, round, sent == null ? List.of() : venues.execute(sent, snapshot));
        }
        return List.copyOf(groups.subList(before, groups.size()));
    }

    /** The orders of an instant, group by group. */
    List<List<Order>> ordersAt(Market market) {
        return at(market).stream().map(OrderGroup::orders).toList();
    }

    /** What is held, assessed at these prices. */
    RiskAssessment assessedAt(Market market) {
        return Assessments.of(definition, held, market.snapshot(), List.of());
    }

    /** One assessment alone, with what is held now. */
    void assess(MarketSnapshot market, int round, List<AccountEvent> events) {
        held = Ledger.commit(held, events);
        books.add(held);
        if (readsRisks) {
            read(market, round);
        }
        take(Assessments.of(definition, held, market, events, readings, allowed, round, state.group));
    }

    /** From now on the risks of these accounts are read as risk-service does: drift, margins and the loan. */
    Loop readingRisks() {
        readsRisks = true;
        return this;
    }

    private void read(MarketSnapshot market, int round) {
        Exposure exposure = Assessments.of(definition, held, market, List.of()).exposure();
        List<RiskReading> read = new ArrayList<>();
        if (round == 0) {
            read.add(reading(RiskType.DELTA_DRIFT, Math.abs(exposure.drift())));
        }
        exposure.margins().forEach(margin -> read.add(reading(RiskType.MARGIN_RATIO, margin.ratio())));
        Loan loan = exposure.loan();
        if (loan != null) {
            read.add(reading(RiskType.HEALTH_FACTOR, loan.healthFactor()));
        }
        boolean critical = read.stream().anyMatch(reading -> reading.level() == RiskLevel.CRITICAL);
        allow(critical ? Permission.REDUCE : Permission.TRADE, read.toArray(RiskReading[]::new));
    }

    private RiskReading reading(RiskType type, double value) {
        RiskLimits limits = definition.parameters().limits();
        return RiskReading.of(type, null, value, limits.warning(type), limits.critical(type));
    }

    private void take(Message message) {
        core.on(state, message, (topic, out) -> {
            switch (out) {
                case TargetPositions decision -> {
                    expect(topic, Topic.TARGET_POSITIONS);
                    decisions.add(decision);
                }
                case OrderGroup group -> {
                    expect(topic, Topic.ORDERS_SIMULATED);
                    groups.add(group);
                }
                case StartedStrategy started -> {
                    expect(topic, Topic.STRATEGIES);
                    announced.add(started.status());
                    if (started.attention() != null) {
                        attention.add(started.attention());
                    }
                }
                default -> throw new AssertionError("strategy-service does not write " + out);
            }
        });
    }

    private static void expect(Topic is, Topic wanted) {
        if (is != wanted) {
            throw new AssertionError("went to " + is + " instead of " + wanted);
        }
    }

    String held(String key) {
        return Decimals.canonical(held.quantity(InstrumentKey.parse(key)));
    }

    Positions held() {
        return held;
    }

    List<Reason> reasons() {
        return decisions.stream().map(TargetPositions::reason).toList();
    }

    TargetPositions last() {
        return decisions.getLast();
    }
}
