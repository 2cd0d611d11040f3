package io.basis.backtest.simulation;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Borrowed;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.RewardPaid;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Staked;
import io.basis.domain.account.AccountEvent.StopFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.market.Provenance;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueAnswer.Entry;
import io.basis.domain.message.VenueCall;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.Flow;
import io.basis.messaging.Inbound;
import io.basis.messaging.Outbound;
import io.basis.messaging.Outlet;
import io.basis.messaging.Store;
import io.basis.messaging.StoreFailure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that somebody could make, each as one broken part; no product code knows of them. */
enum PlantedBug {
    NO_FENCE(
            "commits of an instance that lost its partition are stored",
            () -> tables((tables, changes) -> tables.store(changes))),
    FENCE_FIRST_PARTITION_ONLY(
            "only the first partition of a batch is fenced",
            () -> tables((tables, changes) -> {
                tables.commit(new Store.Changes(List.of(changes.partitions().getFirst()), List.of(), List.of()));
                tables.store(changes);
            })),
    OUTBOX_LOST(
            "a new owner does not send what its predecessor may not have sent",
            () -> acquiring(found -> new Store.Acquired(found.epoch(), found.positions(), List.of(), found.rows()))),
    OUTBOX_CUT(
            "a new owner sends only the first record again",
            () -> acquiring(found -> new Store.Acquired(
                    found.epoch(),
                    found.positions(),
                    found.outbox().subList(0, Math.min(1, found.outbox().size())),
                    found.rows()))),
    STATE_WRITTEN_BEHIND("positions are stored at once, states with the next batch", () -> new Parts() {
        @Override
        public Store tables(String service, Database tables) {
            List<Store.RowChange> behind = new ArrayList<>();
            return PlantedBug.store(tables, changes -> {
                List<Store.RowChange> rows = List.copyOf(behind);
                tables.commit(new Store.Changes(changes.partitions(), rows, List.of()));
                behind.clear();
                behind.addAll(changes.rows());
            });
        }
    }),
    ROWS_CUT(
            "only the first changed state of a batch is stored",
            () -> tables((tables, changes) -> tables.commit(new Store.Changes(
                    changes.partitions(),
                    changes.rows().subList(0, Math.min(1, changes.rows().size())),
                    List.of())))),
    OUTBOX_OF_FIRST_PARTITION(
            "of a batch over several partitions one outbox is stored",
            () -> tables((tables, changes) -> {
                List<Store.PartitionChange> kept = new ArrayList<>();
                for (Store.PartitionChange change : changes.partitions()) {
                    kept.add(new Store.PartitionChange(
                            change.partition(),
                            change.epoch(),
                            change.positions(),
                            kept.isEmpty() ? change.outbox() : List.of()));
                }
                tables.commit(new Store.Changes(kept, changes.rows(), List.of()));
            })),
    OUTBOX_APPENDED("records that were sent stay in the outbox, the latest before the others", () -> new Parts() {
        private final Map<Integer, List<Outbound>> before = new HashMap<>();

        @Override
        public Store tables(String service, Database tables) {
            return PlantedBug.store(tables, changes -> {
                List<Store.PartitionChange> kept = new ArrayList<>();
                for (Store.PartitionChange change : changes.partitions()) {
                    List<Outbound> outbox = new ArrayList<>(change.outbox());
                    outbox.addAll(before.getOrDefault(change.partition() + 10 * service.hashCode(), List.of()));
                    before.put(change.partition() + 10 * service.hashCode(), change.outbox());
                    kept.add(new Store.PartitionChange(change.partition(), change.epoch(), change.positions(), outbox));
                }
                tables.commit(new Store.Changes(kept, changes.rows(), List.of()));
            });
        }
    }),
    POSITIONS_AHEAD(
            "a new owner begins one record too late",
            () -> acquiring(found -> {
                Map<Topic, Long> positions = new TreeMap<>(found.positions());
                positions.replaceAll((topic, position) -> position + 1);
                return new Store.Acquired(found.epoch(), positions, found.outbox(), found.rows());
            })),
    POSITIONS_FORGOTTEN(
            "a new owner reads everything from the beginning",
            () -> acquiring(found -> new Store.Acquired(found.epoch(), Map.of(), found.outbox(), found.rows()))),
    STATE_FORGOTTEN(
            "a new owner begins with empty states",
            () -> acquiring(found -> new Store.Acquired(found.epoch(), found.positions(), found.outbox(), Map.of()))),
    STATE_CACHED_FOR_EVER("an instance that gets a partition back goes on with the states it had", () -> new Parts() {
        @Override
        public Store store(String service, Store store, Outlet outlet) {
            Map<String, byte[]> mine = new HashMap<>();
            return new Store() {
                @Override
                public Acquired acquire(int partition) throws StoreFailure {
                    Acquired found = store.acquire(partition);
                    Map<String, byte[]> rows = new TreeMap<>(found.rows());
                    rows.replaceAll((strategy, body) -> mine.getOrDefault(strategy, body));
                    return new Acquired(found.epoch(), found.positions(), found.outbox(), rows);
                }

                @Override
                public void commit(Changes changes) throws StoreFailure {
                    store.commit(changes);
                    changes.rows().forEach(row -> mine.put(row.strategy(), row.body()));
                }
            };
        }
    }),
    DIRTY_STATE_KEPT("states of a failed commit stay in memory", () -> new Parts() {
        @Override
        public Store store(String service, Store store, Outlet outlet) {
            Map<String, byte[]> dirty = new HashMap<>();
            return new Store() {
                @Override
                public Acquired acquire(int partition) throws StoreFailure {
                    Acquired found = store.acquire(partition);
                    Map<String, byte[]> rows = new TreeMap<>(found.rows());
                    rows.replaceAll((strategy, body) -> dirty.getOrDefault(strategy, body));
                    dirty.keySet().removeAll(rows.keySet());
                    return new Acquired(found.epoch(), found.positions(), found.outbox(), rows);
                }

                @Override
                public void commit(Changes changes) throws StoreFailure {
                    try {
                        store.commit(changes);
                    } catch (StoreFailure e) {
                        changes.rows().forEach(row -> dirty.put(row.strategy(), row.body()));
                        throw e;
                    }
                }
            };
        }
    }),
    COMMIT_FAILURE_IGNORED(
            "a commit of unknown outcome is taken for stored",
            () -> outer((store, outlet, changes) -> {
                try {
                    store.commit(changes);
                } catch (StoreFailure ignored) {
                    // That is the bug.
                }
            })),
    QUIET_BATCH_NOT_STORED(
            "a batch that sends nothing is not stored",
            () -> outer((store, outlet, changes) -> {
                if (changes.partitions().stream()
                        .anyMatch(change -> !change.outbox().isEmpty())) {
                    store.commit(changes);
                }
            })),
    PUBLISH_BEFORE_COMMIT(
            "records are sent before the commit that they belong to",
            () -> outer((store, outlet, changes) -> {
                changes.partitions().forEach(change -> outlet.send(change.outbox()));
                outlet.await();
                store.commit(changes);
            })),
    PUBLISH_NOT_AWAITED(
            "the outbox is overwritten before its records are acknowledged",
            () -> sending(outlet -> new Sending(outlet) {
                @Override
                public void await() {
                    // That is the bug.
                }
            })),
    PUBLISH_SKIPPED(
            "the last record of a large batch is not sent",
            () -> sending(outlet -> new Sending(outlet) {
                @Override
                public void send(List<Outbound> records) {
                    outlet.send(records.size() > 3 ? records.subList(0, records.size() - 1) : records);
                }
            })),
    PUBLISH_REVERSED(
            "the records of a batch are sent in reverse",
            () -> sending(outlet -> new Sending(outlet) {
                @Override
                public void send(List<Outbound> records) {
                    outlet.send(records.reversed());
                }
            })),
    PUBLISH_BY_TOPIC(
            "the records of a batch are sent topic by topic in reverse order of the strategies",
            () -> sending(outlet -> new Sending(outlet) {
                @Override
                public void send(List<Outbound> records) {
                    List<Outbound> sorted = new ArrayList<>(records);
                    Collections.sort(sorted, (a, b) -> String.valueOf(b.topic()).compareTo(String.valueOf(a.topic())));
                    outlet.send(sorted);
                }
            })),
    NO_DEDUPLICATION(
            "duplicates are taken for new records",
            () -> reading((topic, offset) -> {
                Inbound record = topic.get(offset);
                long number = 1;
                for (Inbound earlier : topic.subList(0, offset)) {
                    boolean same = String.valueOf(record.key()).equals(earlier.key())
                            && record.writer().equals(earlier.writer());
                    number += same ? 1 : 0;
                }
                return record.sequence() == 0 ? record : with(record, number);
            })),
    SEQUENCE_IS_OFFSET(
            "the offset is taken for the sequence",
            () -> reading((topic, offset) -> {
                Inbound record = topic.get(offset);
                return record.sequence() == 0 ? record : with(record, record.offset() + 1);
            })),
    SEQUENCE_OF_A_BYTE(
            "sequences are cut to five bits",
            () -> reading((topic, offset) -> {
                Inbound record = topic.get(offset);
                return record.sequence() == 0 ? record : with(record, record.sequence() & 31);
            })),
    RECORD_SKIPPED(
            "one record in a hundred is lost when it is read, the one before comes again",
            () -> reading((topic, offset) -> offset % 100 == 99 ? topic.get(offset - 1) : topic.get(offset))),
    WRITER_IGNORED(
            "sequences of several writers are taken for one",
            () -> reading((topic, offset) -> {
                Inbound record = topic.get(offset);
                return new Inbound(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.key(),
                        record.sequence(),
                        "",
                        record.body());
            })),
    DELTAS_APPLIED_TWICE("risk-service books a report on a group twice", () -> new Parts() {
        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            return on("risk", service, core, (state, message, out) -> {
                core.on(state, message, out);
                if (message instanceof VenueReport report && report.group() > 0) {
                    core.on(state, message, (topic, again) -> {});
                }
            });
        }
    }),
    SNAPSHOT_APPLIED_TWICE("the venues let the same instant pass twice", () -> new Parts() {
        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            return on("execution", service, core, (state, message, out) -> {
                core.on(state, message, out);
                if (message instanceof MarketSnapshot) {
                    core.on(state, message, (topic, again) -> {});
                }
            });
        }
    }),
    GROUP_SENT_TWICE(
            "strategy-service sends a group again without asking what became of it",
            () -> emitting("strategy", (message, out) -> {
                out.accept(message);
                if (message instanceof OrderGroup) {
                    out.accept(message);
                }
            })),
    LAST_ORDER_DROPPED(
            "strategy-service leaves the last order out of a group of several",
            () -> emitting(
                    "strategy",
                    (message, out) -> out.accept(
                            message instanceof OrderGroup group
                                            && group.orders().size() > 1
                                    ? orders(
                                            group,
                                            group.orders()
                                                    .subList(0, group.orders().size() - 1))
                                    : message))),
    WRONG_SIDE_PERP(
            "execution-service trades perpetuals the wrong way round",
            () -> orders(order -> order instanceof Order.PerpTrade trade
                    ? new Order.PerpTrade(
                            trade.venue(), trade.base(), trade.quantity().negate(), trade.stops())
                    : order)),
    WRONG_SIDE_SPOT(
            "execution-service trades coins the wrong way round",
            () -> orders(order -> order instanceof Order.SpotTrade trade
                    ? new Order.SpotTrade(
                            trade.venue(), trade.base(), trade.quantity().negate())
                    : order)),
    QUANTITY_ROUNDED(
            "execution-service rounds quantities to two digits",
            () -> orders(order -> order instanceof Order.PerpTrade trade
                            && trade.quantity()
                                            .setScale(2, java.math.RoundingMode.DOWN)
                                            .signum()
                                    != 0
                    ? new Order.PerpTrade(
                            trade.venue(),
                            trade.base(),
                            trade.quantity().setScale(2, java.math.RoundingMode.DOWN),
                            trade.stops())
                    : order)),
    INSTANT_RELEASED_EARLY(
            "the next instant begins with any decision, done or not",
            () -> taking(
                    "market-data",
                    message -> message instanceof TargetPositions m
                            ? new TargetPositions(
                                    m.at(),
                                    m.round(),
                                    m.action(),
                                    m.targets(),
                                    m.deviation(),
                                    m.reason(),
                                    m.value(),
                                    m.limit(),
                                    m.group(),
                                    m.flow(),
                                    true)
                            : message)),
    STALE_MARKET_AT_VENUES("orders fill at the prices of the instant before", () -> stale("execution")),
    STALE_MARKET_AT_RISK("positions are valued at the prices of the instant before", () -> stale("risk")),
    EARLY_REPORT_FORGOTTEN("a report that comes before its snapshot is dropped", () -> new Parts() {
        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            IdentityHashMap<S, MarketSnapshot> seen = new IdentityHashMap<>();
            return on("risk", service, core, (state, message, out) -> {
                if (message instanceof MarketSnapshot market) {
                    seen.put(state, market);
                }
                @Nullable MarketSnapshot last = seen.get(state);
                boolean early = message instanceof VenueReport report
                        && last != null
                        && report.at().isAfter(last.at());
                if (!early) {
                    core.on(state, message, out);
                }
            });
        }
    }),
    FILL_HALVED(
            "risk-service books half of a fill",
            () -> booking(event -> event instanceof PerpFilled e
                    ? List.of(new PerpFilled(
                            e.order(),
                            e.perp(),
                            e.quantity().multiply(new BigDecimal("0.5")),
                            e.price(),
                            e.fee(),
                            e.slippage()))
                    : List.of(event))),
    FILL_DROPPED("risk-service forgets fills of coins", () -> dropping(SpotFilled.class)),
    FILL_AT_OTHER_SIDE(
            "risk-service books fills with the wrong sign",
            () -> booking(event -> event instanceof PerpFilled e
                    ? List.of(new PerpFilled(
                            e.order(), e.perp(), e.quantity().negate(), e.price(), e.fee(), e.slippage()))
                    : List.of(event))),
    PRICE_AS_FLOAT(
            "prices of fills pass through a float",
            () -> booking(event -> event instanceof PerpFilled e
                    ? List.of(new PerpFilled(
                            e.order(),
                            e.perp(),
                            e.quantity(),
                            new BigDecimal(Float.toString(e.price().floatValue())),
                            e.fee(),
                            e.slippage()))
                    : List.of(event))),
    AMOUNT_AS_DOUBLE(
            "amounts of transfers pass through a double",
            () -> booking(event -> event instanceof Transferred e
                    ? List.of(new Transferred(
                            e.order(),
                            e.asset(),
                            BigDecimal.valueOf(e.amount().doubleValue() / 3 * 3 * 1.000_000_1 / 1.000_000_1),
                            e.from(),
                            e.to(),
                            e.gas()))
                    : List.of(event))),
    FUNDING_AS_FLOAT(
            "funding passes through a float",
            () -> booking(event -> event instanceof FundingPaid e
                    ? List.of(new FundingPaid(
                            e.perp(),
                            e.rate(),
                            e.mark(),
                            new BigDecimal(Float.toString(e.amount().floatValue()))))
                    : List.of(event))),
    FUNDING_BOOKED_TWICE("risk-service books a settlement of funding twice", () -> doubling(FundingPaid.class)),
    FUNDING_FORGOTTEN("risk-service forgets funding", () -> dropping(FundingPaid.class)),
    FUNDING_WRONG_SIGN(
            "risk-service books funding with the wrong sign",
            () -> booking(event -> event instanceof FundingPaid e
                    ? List.of(new FundingPaid(
                            e.perp(), e.rate(), e.mark(), e.amount().negate()))
                    : List.of(event))),
    FEE_FORGOTTEN(
            "risk-service forgets fees of perpetuals",
            () -> booking(event -> event instanceof PerpFilled e
                    ? List.of(
                            new PerpFilled(e.order(), e.perp(), e.quantity(), e.price(), BigDecimal.ZERO, e.slippage()))
                    : List.of(event))),
    GAS_FORGOTTEN(
            "risk-service forgets gas of supplies",
            () -> booking(event -> event instanceof Supplied e
                    ? List.of(new Supplied(e.order(), e.asset(), e.amount(), e.index(), e.scaled(), BigDecimal.ZERO))
                    : List.of(event))),
    INDEX_IGNORED(
            "risk-service books supplies without the index",
            () -> booking(event -> event instanceof Supplied e
                    ? List.of(new Supplied(e.order(), e.asset(), e.amount(), e.index(), e.amount(), e.gas()))
                    : List.of(event))),
    RATE_IGNORED(
            "risk-service books staking at one to one",
            () -> booking(event -> event instanceof Staked e
                    ? List.of(new Staked(e.order(), e.from(), e.lst(), e.amount(), e.rate(), e.amount(), e.gas()))
                    : List.of(event))),
    LOAN_FORGOTTEN("risk-service forgets what is borrowed", () -> dropping(Borrowed.class)),
    REDEEM_FORGOTTEN("risk-service forgets what comes back from Aave", () -> dropping(Redeemed.class)),
    REWARD_BOOKED_TWICE("risk-service books rewards twice", () -> doubling(RewardPaid.class)),
    STOP_FORGOTTEN("risk-service forgets what a stop closed", () -> dropping(StopFilled.class)),
    STALE_BASELINE("pnl-service compares with the assessment before the last", () -> new Parts() {
        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            return on("pnl", service, core, (state, message, out) -> {
                // Every fifth assessment is explained without becoming what the next is compared with.
                if (message instanceof RiskAssessment assessment && assessment.reports() % 5 == 0) {
                    S kept = copy(core, state);
                    core.on(kept, message, out);
                } else {
                    core.on(state, message, out);
                }
            });
        }
    }),
    PNL_WITHOUT_EVENTS(
            "pnl-service does not look at the events of later rounds",
            () -> taking(
                    "pnl",
                    message -> message instanceof RiskAssessment m && m.round() > 0 ? events(m, List.of()) : message)),
    PNL_FUNDING_TWICE(
            "pnl-service attributes funding twice",
            () -> taking(
                    "pnl",
                    message -> message instanceof RiskAssessment m
                            ? events(m, doubled(m.events(), FundingPaid.class))
                            : message)),
    PNL_AS_FLOAT(
            "pnl-service reports equity as a float",
            () -> emitting(
                    "pnl",
                    (message, out) -> out.accept(
                            message instanceof PnlReport m
                                    ? new PnlReport(
                                            m.at(),
                                            m.round(),
                                            (float) m.equity(),
                                            m.marketEquity(),
                                            m.equityUsdt(),
                                            m.netDeposits(),
                                            m.attribution(),
                                            m.residual(),
                                            m.shareIndex(),
                                            m.usdtIndex())
                                    : message))),
    DRIFT_IGNORED(
            "strategy-service does not see the delta drift",
            () -> taking(
                    "strategy",
                    message -> message instanceof RiskAssessment m ? exposure(m, undrifted(m.exposure())) : message)),
    PERMISSION_IGNORED(
            "strategy-service does not see what the risks forbid",
            () -> taking(
                    "strategy",
                    message -> message instanceof RiskAssessment m
                            ? new RiskAssessment(
                                    m.round(),
                                    m.group(),
                                    m.market(),
                                    m.events(),
                                    m.positions(),
                                    m.exposure(),
                                    m.readings(),
                                    Permission.TRADE,
                                    null,
                                    m.snapshots(),
                                    m.reports())
                            : message)),
    FLOW_BOOKED_TWICE("a flow that is asked for twice is booked twice", () -> new Parts() {
        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            int[] count = {0};
            return on(
                    "strategy",
                    service,
                    core,
                    (state, message, out) -> core.on(
                            state,
                            message instanceof StrategyCommand.RequestFlow(Flow flow)
                                    ? new StrategyCommand.RequestFlow(new Flow(
                                            flow.id() + count[0]++,
                                            flow.type(),
                                            flow.amount(),
                                            flow.at(),
                                            flow.urgent()))
                                    : message,
                            out));
        }
    }),
    COUNT_IN_MEMORY("risk-service counts rounds in memory, from nothing after each start", () -> new Parts() {
        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            IdentityHashMap<S, Integer> rounds = new IdentityHashMap<>();
            return on(
                    "risk",
                    service,
                    core,
                    (state, message, out) -> core.on(
                            state,
                            message,
                            (topic, what) -> out.emit(
                                    topic,
                                    what instanceof RiskAssessment m
                                            ? round(
                                                    m,
                                                    m.round() == 0
                                                            ? rounds.merge(state, 0, (a, b) -> 0)
                                                            : rounds.merge(state, 1, Integer::sum))
                                            : what)));
        }
    }),
    RESENT_WITHOUT_ASKING(
            "execution-service places an order again when its answer is late, and does not ask", () -> new Parts() {
                private final Map<String, VenueCall.Submit> placed = new HashMap<>();

                @Override
                public <S> Core<S> core(String service, Core<S> core) {
                    return PlantedBug.calls(service, core, call -> {
                        if (call instanceof VenueCall.Submit submit) {
                            placed.put(submit.clientId(), submit);
                        }
                        VenueCall.@Nullable Submit again =
                                call instanceof VenueCall.Ask ask ? placed.get(ask.clientId()) : null;
                        return again == null ? call : withoutEnd(again);
                    });
                }
            }),
    NOT_FOUND_IS_PROOF(
            "execution-service takes an order that is not found for one that never will be",
            () -> taking(
                    "execution",
                    message -> message instanceof VenueAnswer.NotFound found
                            ? new VenueAnswer.NotFound(found.clientId(), Instant.MAX, found.journal())
                            : message)),
    PLACEMENT_WITHOUT_END("a placement is taken by its venue however late it comes", () -> new Parts() {
        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            return PlantedBug.calls(
                    service, core, call -> call instanceof VenueCall.Submit submit ? withoutEnd(submit) : call);
        }
    }),
    NAME_PER_ATTEMPT("execution-service gives an order another name each time it places it", () -> new Parts() {
        private int attempts;

        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            return PlantedBug.calls(
                    service,
                    core,
                    call -> call instanceof VenueCall.Submit submit
                            ? new VenueCall.Submit(
                                    submit.clientId() + attempts++,
                                    submit.group(),
                                    submit.places(),
                                    submit.until(),
                                    submit.after())
                            : call);
        }
    }),
    CANCEL_FORGOTTEN("execution-service never takes back what does not fill", () -> new Parts() {
        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            return PlantedBug.calls(
                    service,
                    core,
                    call -> call instanceof VenueCall.Cancel cancel
                            ? new VenueCall.Ask(cancel.clientId(), Instant.EPOCH, cancel.after())
                            : call);
        }
    }),
    PARTIAL_FILL_IGNORED(
            "execution-service takes no note of what filled of an order that is open",
            () -> taking(
                    "execution",
                    message -> message instanceof VenueAnswer.Stands stands
                                    && stands.standing() == VenueAnswer.Standing.OPEN
                            ? new VenueAnswer.Stands(
                                    stands.clientId(),
                                    stands.standing(),
                                    stands.last(),
                                    stands.reason(),
                                    stands.detail(),
                                    silent(stands.journal()))
                            : message)),
    ENTRIES_TAKEN_TWICE(
            "execution-service takes a venue's entries in as often as they come",
            () -> taking(
                    "execution",
                    message -> message instanceof VenueAnswer.Stands stands
                            ? new VenueAnswer.Stands(
                                    stands.clientId(),
                                    stands.standing(),
                                    stands.last(),
                                    stands.reason(),
                                    stands.detail(),
                                    twice(stands.journal()))
                            : message)),
    FIRST_PART_IS_ALL(
            "risk-service takes the first part of an answer for all of it",
            () -> taking(
                    "risk",
                    message -> message instanceof VenueReport report
                            ? new VenueReport(report.at(), report.group(), report.events())
                            : message)),
    CHANCE_IN_CORE("a decision contains something that is different every time", () -> new Parts() {
        private int count;

        @Override
        public <S> Core<S> core(String service, Core<S> core) {
            return on(
                    "strategy",
                    service,
                    core,
                    (state, message, out) -> core.on(
                            state,
                            message,
                            (topic, what) -> out.emit(
                                    topic,
                                    what instanceof TargetPositions m
                                            ? new TargetPositions(
                                                    m.at(),
                                                    m.round(),
                                                    m.action(),
                                                    m.targets(),
                                                    m.deviation(),
                                                    m.reason(),
                                                    m.value(),
                                                    count++,
                                                    m.group(),
                                                    m.flow(),
                                                    m.instantDone())
                                            : what)));
        }
    });

    private final String what;

    @SuppressWarnings("ImmutableEnumChecker") // what it makes is made anew each time
    private final Supplier<Parts> parts;

    PlantedBug(String what, Supplier<Parts> parts) {
        this.what = what;
        this.parts = parts;
    }

    /** True for a deviation that the design bears: it must make no difference. */
    boolean harmless() {
        return this == POSITIONS_FORGOTTEN || this == PUBLISH_BY_TOPIC;
    }

    /** One line of what is wrong. */
    String what() {
        return what;
    }

    /** The parts with this one broken. */
    Parts parts() {
        return parts.get();
    }

    @FunctionalInterface
    private interface Commit {
        void of(Store.Changes changes) throws StoreFailure;
    }

    @FunctionalInterface
    private interface TablesCommit {
        void of(Database tables, Store.Changes changes) throws StoreFailure;
    }

    @FunctionalInterface
    private interface OuterCommit {
        void of(Store store, Outlet outlet, Store.Changes changes) throws StoreFailure;
    }

    @FunctionalInterface
    private interface Step<S> {
        void on(S state, Message message, Output out);
    }

    @FunctionalInterface
    private interface Reading {
        Inbound of(List<Inbound> topic, int offset);
    }

    @FunctionalInterface
    private interface Emitting {
        void of(Message message, java.util.function.Consumer<Message> out);
    }

    private static Store store(Store store, Commit commit) {
        return new Store() {
            @Override
            public Acquired acquire(int partition) throws StoreFailure {
                return store.acquire(partition);
            }

            @Override
            public void commit(Changes changes) throws StoreFailure {
                commit.of(changes);
            }
        };
    }

    private static Parts tables(TablesCommit commit) {
        return new Parts() {
            @Override
            public Store tables(String service, Database tables) {
                return PlantedBug.store(tables, changes -> commit.of(tables, changes));
            }
        };
    }

    private static Parts outer(OuterCommit commit) {
        return new Parts() {
            @Override
            public Store store(String service, Store store, Outlet outlet) {
                return PlantedBug.store(store, changes -> commit.of(store, outlet, changes));
            }
        };
    }

    private static Parts acquiring(UnaryOperator<Store.Acquired> acquired) {
        return new Parts() {
            @Override
            public Store tables(String service, Database tables) {
                return new Store() {
                    @Override
                    public Acquired acquire(int partition) {
                        return acquired.apply(tables.acquire(partition));
                    }

                    @Override
                    public void commit(Changes changes) throws StoreFailure {
                        tables.commit(changes);
                    }
                };
            }
        };
    }

    private static Parts sending(UnaryOperator<Outlet> broken) {
        return new Parts() {
            @Override
            public Outlet outlet(String service, Outlet outlet) {
                return broken.apply(outlet);
            }
        };
    }

    private static class Sending implements Outlet {
        private final Outlet outlet;

        Sending(Outlet outlet) {
            this.outlet = outlet;
        }

        @Override
        public void send(List<Outbound> records) {
            outlet.send(records);
        }

        @Override
        public void await() {
            outlet.await();
        }
    }

    private static Parts reading(Reading reading) {
        return new Parts() {
            @Override
            public Inbound read(String service, List<Inbound> topic, int offset) {
                return reading.of(topic, offset);
            }
        };
    }

    private static Inbound with(Inbound record, long sequence) {
        return new Inbound(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                sequence,
                record.writer(),
                record.body());
    }

    private static <S> Core<S> on(String where, String service, Core<S> core, Step<S> step) {
        return !service.startsWith(where)
                ? core
                : new Core<>() {
                    @Override
                    public S fresh(String strategy) {
                        return core.fresh(strategy);
                    }

                    @Override
                    public void on(S state, Message message, Output out) {
                        step.on(state, message, out);
                    }
                };
    }

    private static Parts taking(String where, UnaryOperator<Message> change) {
        return new Parts() {
            @Override
            public <S> Core<S> core(String service, Core<S> core) {
                return PlantedBug.on(
                        where, service, core, (state, message, out) -> core.on(state, change.apply(message), out));
            }
        };
    }

    /** Changes what a core asks of venues. */
    private static <S> Core<S> calls(String service, Core<S> core, UnaryOperator<VenueCall> change) {
        return on(
                "execution",
                service,
                core,
                (state, message, out) -> core.on(state, message, new Output() {
                    @Override
                    public void emit(Topic topic, Message what) {
                        out.emit(topic, what);
                    }

                    @Override
                    public void call(VenueCall call) {
                        out.call(change.apply(call));
                    }
                }));
    }

    private static VenueCall.Submit withoutEnd(VenueCall.Submit placed) {
        return new VenueCall.Submit(placed.clientId(), placed.group(), placed.places(), Instant.MAX, placed.after());
    }

    private static List<Entry> silent(List<Entry> journal) {
        return journal.stream()
                .map(entry -> entry.order() == null
                        ? entry
                        : new Entry(entry.number(), entry.order(), new AccountEvent.Accepted(entry.order())))
                .toList();
    }

    private static List<Entry> twice(List<Entry> journal) {
        List<Entry> twice = new ArrayList<>(journal);
        if (!journal.isEmpty()) {
            Entry last = journal.getLast();
            twice.add(new Entry(last.number() + 1, last.order(), last.event()));
        }
        return twice;
    }

    private static Parts emitting(String where, Emitting change) {
        return new Parts() {
            @Override
            public <S> Core<S> core(String service, Core<S> core) {
                return PlantedBug.on(
                        where,
                        service,
                        core,
                        (state, message, out) -> core.on(
                                state, message, (topic, what) -> change.of(what, changed -> out.emit(topic, changed))));
            }
        };
    }

    private static Parts booking(Function<AccountEvent, List<AccountEvent>> change) {
        return taking(
                "risk",
                message -> message instanceof VenueReport report
                        ? new VenueReport(
                                report.at(),
                                report.group(),
                                report.part(),
                                report.parts(),
                                report.events().stream()
                                        .flatMap(event -> change.apply(event).stream())
                                        .toList())
                        : message);
    }

    private static Parts dropping(Class<? extends AccountEvent> type) {
        return booking(event -> type.isInstance(event) ? List.of() : List.of(event));
    }

    private static Parts doubling(Class<? extends AccountEvent> type) {
        return booking(event -> type.isInstance(event) ? List.of(event, event) : List.of(event));
    }

    private static List<AccountEvent> doubled(List<AccountEvent> events, Class<? extends AccountEvent> type) {
        List<AccountEvent> doubled = new ArrayList<>(events);
        events.stream().filter(type::isInstance).forEach(doubled::add);
        return doubled;
    }

    private static Parts orders(UnaryOperator<Order> change) {
        return taking(
                "execution",
                message -> message instanceof OrderGroup group
                        ? orders(group, group.orders().stream().map(change).toList())
                        : message);
    }

    private static OrderGroup orders(OrderGroup group, List<Order> orders) {
        return new OrderGroup(group.at(), group.number(), group.execution(), group.part(), group.parts(), orders);
    }

    /** The values of the snapshot before, as of the instant of this one. */
    private static Parts stale(String where) {
        return new Parts() {
            @Override
            public <S> Core<S> core(String service, Core<S> core) {
                IdentityHashMap<S, MarketSnapshot> before = new IdentityHashMap<>();
                return PlantedBug.on(where, service, core, (state, message, out) -> {
                    if (message instanceof MarketSnapshot market) {
                        @Nullable MarketSnapshot old = before.put(state, market);
                        core.on(state, old == null ? market : dated(old, market), out);
                    } else {
                        core.on(state, message, out);
                    }
                });
            }
        };
    }

    private static MarketSnapshot dated(MarketSnapshot old, MarketSnapshot market) {
        int size = old.layout().size();
        double[] values = new double[size];
        double[] highs = new double[size];
        double[] lows = new double[size];
        Provenance[] provenance = new Provenance[size];
        for (int slot = 0; slot < size; slot++) {
            values[slot] = old.value(slot);
            highs[slot] = old.high(slot);
            lows[slot] = old.low(slot);
            provenance[slot] = old.provenance(slot);
        }
        return new MarketSnapshot(market.at(), old.layout(), values, highs, lows, provenance);
    }

    private static RiskAssessment events(RiskAssessment m, List<AccountEvent> events) {
        return new RiskAssessment(
                m.round(),
                m.group(),
                m.market(),
                events,
                m.positions(),
                m.exposure(),
                m.readings(),
                m.allowed(),
                m.acting(),
                m.snapshots(),
                m.reports());
    }

    private static RiskAssessment exposure(RiskAssessment m, Exposure exposure) {
        return new RiskAssessment(
                m.round(),
                m.group(),
                m.market(),
                m.events(),
                m.positions(),
                exposure,
                m.readings(),
                m.allowed(),
                m.acting(),
                m.snapshots(),
                m.reports());
    }

    private static RiskAssessment round(RiskAssessment m, int round) {
        return new RiskAssessment(
                round,
                m.group(),
                m.market(),
                m.events(),
                m.positions(),
                m.exposure(),
                m.readings(),
                m.allowed(),
                m.acting(),
                m.snapshots(),
                m.reports());
    }

    private static Exposure undrifted(Exposure e) {
        return new Exposure(e.equityUsdt(), e.marketEquityUsdt(), e.sharePrice(), e.assets(), 0, e.margins(), e.loan());
    }

    @SuppressWarnings("unchecked") // read as the class it was written from
    private static <S> S copy(Core<S> core, S state) {
        try {
            return (S) World.CODEC.read(core.fresh("copy").getClass(), World.CODEC.write(state));
        } catch (io.basis.messaging.Unreadable e) {
            throw new IllegalStateException(e);
        }
    }
}
