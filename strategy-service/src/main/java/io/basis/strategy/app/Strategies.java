package io.basis.strategy.app;

import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import io.basis.strategy.audit.Head;
import io.basis.strategy.definition.Definitions;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** The strategies and flows that REST knows of. */
@ApplicationScoped
public class Strategies {

    static final String CREATED = "CREATED";
    static final String STARTING = "STARTING";
    static final String REQUESTED = "REQUESTED";

    private final Codec codec = new Codec();
    private final EntityManager entities;

    Strategies(EntityManager entities) {
        this.entities = entities;
    }

    /** The strategy of that name. */
    StrategyRow require(String strategy) {
        return StrategyRow.<StrategyRow>findByIdOptional(strategy)
                .orElseThrow(() -> new ApiProblem(
                        ApiProblem.Kind.UNKNOWN_STRATEGY,
                        "no strategy " + strategy + "; GET /api/v1/strategies lists those there are"));
    }

    /** The latest strategies, the newest first. */
    List<StrategyRow> latest(int limit) {
        return StrategyRow.<StrategyRow>findAll(Sort.descending("createdAt").and("strategy"))
                .page(0, limit)
                .list();
    }

    Optional<FlowRow> flow(String strategy, String flow) {
        return FlowRow.findByIdOptional(new FlowRow.Key(strategy, flow));
    }

    /** The flows of a strategy by instant, the oldest first. */
    List<FlowRow> flows(String strategy) {
        return FlowRow.list("strategy", Sort.by("appliesAt").and("flow"), strategy);
    }

    /** What pending deposits add, less what pending withdrawals take. */
    BigDecimal pending(String strategy) {
        BigDecimal sum = BigDecimal.ZERO;
        for (FlowRow row : FlowRow.<FlowRow>list("strategy = ?1 and state = ?2", strategy, REQUESTED)) {
            sum = row.type.equals(type(Flow.Type.DEPOSIT)) ? sum.add(row.amount) : sum.subtract(row.amount);
        }
        return sum;
    }

    /** Keeps a new strategy with the flows known beforehand; its name must be new. */
    @Transactional
    void create(StrategyDefinition definition, List<Flow> flows, Instant now) {
        if (StrategyRow.findById(definition.strategy()) != null) {
            throw taken(definition.strategy());
        }
        StrategyRow row = new StrategyRow();
        row.strategy = definition.strategy();
        row.mode = definition.mode();
        row.environment = definition.environment().toString();
        row.shareClass = definition.shareClass().name();
        row.asset = definition.asset().name();
        row.status = CREATED;
        row.capital = definition.capital();
        row.startsAt = definition.from();
        row.endsAt = definition.to();
        row.source = definition.source();
        row.configHash = Definitions.configHash(definition);
        row.definition = new String(codec.write(definition), StandardCharsets.UTF_8);
        row.createdAt = now;
        row.intervalSeconds = definition.interval().toSeconds();
        try {
            row.persistAndFlush();
        } catch (ConstraintViolationException another) {
            throw taken(definition.strategy());
        }
        flows.forEach(flow -> insert(definition.strategy(), flow));
    }

    private static ApiProblem taken(String strategy) {
        return new ApiProblem(
                ApiProblem.Kind.ID_TAKEN,
                "there is a strategy " + strategy + " already; names are unique for ever, choose another");
    }

    /** Notes that a strategy was told to start, unless the loop has said more since. */
    @Transactional
    void starting(String strategy, Instant now) {
        StrategyRow.update(
                "status = ?1, progressedAt = ?2 where strategy = ?3 and status = ?4", STARTING, now, strategy, CREATED);
    }

    /** Where the audit of a strategy ends. */
    Head head(String strategy) {
        List<?> found = entities.createNativeQuery(
                        "select count, hash from strategy.audit_head where strategy = ?1", Object[].class)
                .setParameter(1, strategy)
                .getResultList();
        return found.isEmpty()
                ? Head.none(strategy)
                : new Head(strategy, ((Number) ((Object[]) found.getFirst())[0]).longValue(), (String)
                        ((Object[]) found.getFirst())[1]);
    }

    /** The records of a strategy's audit behind a sequence, the oldest first. */
    List<AuditRow> audit(String strategy, long after, int limit) {
        return AuditRow.<AuditRow>find("strategy = ?1 and sequence > ?2", Sort.by("sequence"), strategy, after)
                .page(0, limit)
                .list();
    }

    /** Keeps a flow that was sent, unless the loop or an equal request has kept it already. */
    @Transactional
    FlowRow requested(String strategy, Flow flow) {
        insert(strategy, flow);
        return flow(strategy, flow.id()).orElseThrow();
    }

    StrategyDefinition definition(StrategyRow row) {
        try {
            return codec.read(StrategyDefinition.class, row.definition.getBytes(StandardCharsets.UTF_8));
        } catch (Unreadable broken) {
            throw new IllegalStateException("definition of " + row.strategy + " in the database", broken);
        }
    }

    static Flow flow(FlowRow row) {
        return new Flow(
                row.flow, Flow.Type.valueOf(row.type.toUpperCase(Locale.ROOT)), row.amount, row.appliesAt, row.urgent);
    }

    static String type(Flow.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private void insert(String strategy, Flow flow) {
        entities.createNativeQuery("""
                        insert into strategy.flows (strategy, flow, type, amount, applies_at, state, urgent)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing""")
                .setParameter(1, strategy)
                .setParameter(2, flow.id())
                .setParameter(3, type(flow.type()))
                .setParameter(4, flow.amount())
                .setParameter(5, flow.at())
                .setParameter(6, REQUESTED)
                .setParameter(7, flow.urgent())
                .executeUpdate();
    }
}
