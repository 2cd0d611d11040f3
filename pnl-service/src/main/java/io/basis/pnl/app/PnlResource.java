package io.basis.pnl.app;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of a strategy: profit and loss, positions, risk and decisions, now and at any instant before. */
@Path("/api/v1/strategies/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Results")
@APIResponse(responseCode = "200")
@APIResponse(responseCode = "400", description = "A parameter that cannot be read")
@APIResponse(responseCode = "404", description = "No such strategy, or nothing of it yet")
public class PnlResource {

    @GET
    @Path("/pnl")
    @Operation(summary = "Profit and loss since the start, with its sources")
    public Views.Pnl pnl(String id, @QueryParam("at") @Nullable String at) {
        StrategyRow strategy = require(id);
        @Nullable Instant instant = Period.instant("at", at);
        List<AssessmentRow> rows =
                assessments(id, new Period.Bounds(null, instant, 1)).list();
        if (rows.isEmpty()) {
            throw new ApiProblem(
                    ApiProblem.Kind.NO_FIGURES,
                    "nothing is known of " + id + (instant == null ? " yet" : " at or before " + instant));
        }
        return Views.Pnl.of(rows.getFirst(), strategy.shareClass);
    }

    @GET
    @Path("/equity")
    @Operation(summary = "The equity curve")
    public List<Views.Equity> equity(String id, @BeanParam @Valid Period period) {
        return assessments(id, period, Views.Equity.class);
    }

    @GET
    @Path("/attribution")
    @Operation(summary = "Profit and loss by source, cumulative")
    public List<Views.AttributionAt> attribution(String id, @BeanParam @Valid Period period) {
        return assessments(id, period, Views.AttributionAt.class);
    }

    @GET
    @Path("/positions")
    @Operation(summary = "What was held")
    public List<Views.PositionsAt> positions(String id, @BeanParam @Valid Period period) {
        return assessments(id, period, Views.PositionsAt.class);
    }

    @GET
    @Path("/risk")
    @Operation(summary = "Exposure, margins, the loan, risk readings and what they allowed")
    public List<Views.RiskAt> risk(String id, @BeanParam @Valid Period period) {
        return assessments(id, period, Views.RiskAt.class);
    }

    @GET
    @Path("/decisions")
    @Operation(summary = "What was decided and why; to hold is a decision too")
    public List<Views.Decision> decisions(String id, @BeanParam @Valid Period period) {
        Period.Bounds bounds = period.bounds();
        require(id);
        Query query = Query.of(id, bounds, "sequence");
        List<DecisionRow> rows = DecisionRow.<DecisionRow>find(query.where(), query.sort(), query.parameters())
                .page(0, bounds.limit())
                .list();
        return oldestFirst(bounds, rows).stream().map(Views.Decision::of).toList();
    }

    private static <T> List<T> assessments(String id, Period period, Class<T> view) {
        Period.Bounds bounds = period.bounds();
        require(id);
        return oldestFirst(bounds, assessments(id, bounds).project(view).list());
    }

    private static PanacheQuery<AssessmentRow> assessments(String id, Period.Bounds bounds) {
        Query query = Query.of(id, bounds, "at");
        return AssessmentRow.<AssessmentRow>find(query.where(), query.sort(), query.parameters())
                .page(0, bounds.limit());
    }

    /** From a first instant on the rows come in order; without one they are the latest, and come backwards. */
    private record Query(String where, Sort sort, Parameters parameters) {

        static Query of(String strategy, Period.Bounds bounds, String order) {
            String where = "strategy = :strategy";
            Parameters parameters = Parameters.with("strategy", strategy);
            if (bounds.from() != null) {
                where += " and at >= :from";
                parameters.and("from", bounds.from());
            }
            if (bounds.to() != null) {
                where += " and at <= :to";
                parameters.and("to", bounds.to());
            }
            return new Query(where, bounds.from() == null ? Sort.descending(order) : Sort.ascending(order), parameters);
        }
    }

    private static <T> List<T> oldestFirst(Period.Bounds bounds, List<T> rows) {
        return bounds.from() == null ? rows.reversed() : rows;
    }

    private static StrategyRow require(String id) {
        return StrategyRow.<StrategyRow>findByIdOptional(id)
                .orElseThrow(() -> new ApiProblem(ApiProblem.Kind.UNKNOWN_STRATEGY, "no figures of a strategy " + id));
    }
}
