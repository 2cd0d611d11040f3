package io.basis.strategy.app;

import io.basis.domain.instrument.Asset;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.messaging.Shell;
import io.basis.strategy.app.ApiProblem.Kind;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.strategy.definition.ValueType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where owners and operators come in: they create, start, stop and fund strategies; the loop does the rest. */
@Path("/api/v1/strategies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Strategies")
public class StrategyResource {

    private static final Set<String> RUNS = Set.of(Strategies.STARTING, "RUNNING");
    private static final Set<String> CAN_CLOSE =
            Set.of(Strategies.STARTING, "RUNNING", "STOPPED", "HALTED", "NEEDS_ATTENTION");
    private static final Set<String> CAN_RESUME = Set.of("STOPPED", "HALTED", "NEEDS_ATTENTION");
    private static final int LONGEST_REASON = 1000;

    private final Strategies strategies;
    private final Commands commands;
    private final Progress progress;
    private final Clock clock = Clock.systemUTC();

    StrategyResource(Strategies strategies, Commands commands, Progress progress) {
        this.strategies = strategies;
        this.commands = commands;
        this.progress = progress;
    }

    private boolean stuck(StrategyRow row) {
        return progress.isStuck(row.status, row.progressedAt, row.intervalSeconds, clock.instant());
    }

    @POST
    @Operation(summary = "Create a strategy, and start it unless asked not to")
    @APIResponse(responseCode = "201", description = "Created; Location names it")
    @APIResponse(responseCode = "400", description = "Not readable as a request")
    @APIResponse(responseCode = "409", description = "The id is taken")
    @APIResponse(responseCode = "422", description = "Readable, but not a strategy that can run: code CFG-…")
    public Response create(@Valid @NotNull NewStrategy request) {
        StrategyDefinition definition = definition(request);
        List<Flow> flows = flows(request, definition);
        strategies.create(definition, flows, clock.instant());
        if (!Boolean.FALSE.equals(request.start())) {
            start(definition, flows);
        }
        StrategyRow row = strategies.require(definition.strategy());
        return Response.created(URI.create("/api/v1/strategies/" + row.strategy))
                .entity(StrategyView.full(row, stuck(row)))
                .build();
    }

    @GET
    @Operation(summary = "The latest strategies, the newest first")
    public List<StrategyView> list(
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Pattern(regexp = "[1-9]\\d{0,2}|1000", message = "must be a whole number from 1 to 1000")
                    @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    String limit) {
        return strategies.latest(Integer.parseInt(limit)).stream()
                .map(row -> StrategyView.brief(row, stuck(row)))
                .toList();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One strategy, with everything it was started with")
    @APIResponse(responseCode = "404", description = "No such strategy")
    public StrategyView get(String id) {
        StrategyRow row = strategies.require(id);
        return StrategyView.full(row, stuck(row));
    }

    @POST
    @Path("/{id}/start")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Start a strategy that was created without being started; harmless when it runs already")
    @APIResponse(responseCode = "202", description = "The command is on its way")
    @APIResponse(responseCode = "409", description = "It has ended or was stopped")
    public Response start(String id) {
        StrategyRow row = strategies.require(id);
        if (row.status.equals(Strategies.CREATED)) {
            start(
                    strategies.definition(row),
                    strategies.flows(id).stream().map(Strategies::flow).toList());
        } else {
            requireStatus(row, RUNS, "started");
        }
        return accepted(id, "start");
    }

    @POST
    @Path("/{id}/stop")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Close everything in good order and open nothing more")
    public Response stop(String id) {
        return command(id, "stop", CAN_CLOSE, "stopped", new StrategyCommand.Stop());
    }

    @POST
    @Path("/{id}/resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Go on after a stop or a halt",
            description =
                    "After a halt the record that could not be processed is tried again, then all that waited behind"
                            + " it. A strategy that halted while it was closing goes on closing; resumed again once it is STOPPED, it"
                            + " opens positions again.")
    @APIResponse(responseCode = "202", description = "The command is on its way")
    @APIResponse(responseCode = "409", description = "It is neither stopped nor halted")
    public Response resume(String id) {
        StrategyRow row = strategies.require(id);
        if (row.haltCode == null) {
            requireStatus(row, CAN_RESUME, "resumed");
        }
        commands.send(id, new StrategyCommand.Resume());
        return accepted(id, "resume");
    }

    @POST
    @Path("/{id}/skip")
    @Operation(
            summary = "Go on after a halt without the record that could not be processed",
            description =
                    "Drops the one record that failed, in the service that halted, and goes on as resume does. The"
                            + " record is kept on dead-letters, the reason in the audit. Dangerous: without a fill or a venue's report"
                            + " the books say less than the venue holds, until a reconciliation mends them; without a group of"
                            + " orders what was decided is not done, though what follows believes it; without a snapshot or an"
                            + " assessment nothing is decided at that instant, and a replayed strategy, whose next instant waits"
                            + " for that decision, is stuck.")
    @APIResponse(responseCode = "202", description = "The command is on its way")
    @APIResponse(responseCode = "409", description = "It is not halted, or by another halt, or records are lost")
    @APIResponse(responseCode = "422", description = "No reason is given")
    public Response skip(String id, @Valid @NotNull SkipRequest request) {
        StrategyRow row = strategies.require(id);
        @Nullable String reason = request.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new ApiProblem(
                    Kind.NO_REASON,
                    "reason must say in 1 to " + LONGEST_REASON + " characters why the record may be left out");
        }
        @Nullable String service = row.haltService;
        @Nullable Long halt = row.haltNumber;
        if (row.haltCode == null || service == null) {
            throw new ApiProblem(
                    Kind.WRONG_STATUS,
                    id + " is " + row.status.toLowerCase(Locale.ROOT) + " and has no record to skip");
        }
        if (Shell.isFinal(row.haltCode)) {
            throw new ApiProblem(
                    Kind.NO_SKIP,
                    row.haltCode + " in " + service + " cannot be skipped: records are lost, and nothing that follows"
                            + " could be right");
        }
        if (halt == null || (request.halt() != null && !halt.equals(request.halt()))) {
            throw new ApiProblem(
                    Kind.NO_SKIP,
                    id + " is halted by halt " + halt + " of " + service + ", not by " + request.halt()
                            + "; look at it again");
        }
        commands.send(id, new StrategyCommand.Skip(service, halt, reason.strip()));
        return accepted(id, "skip");
    }

    @POST
    @Path("/{id}/emergency-exit")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Close everything now, even when halted",
            description =
                    "The command is taken while the strategy is halted, and tries to go on as resume does. Where the"
                            + " cause of the halt is still there, it halts again and closes as soon as it can go on: after the cause is"
                            + " mended and it is resumed, or after a skip.")
    @APIResponse(responseCode = "202", description = "The command is on its way")
    public Response emergencyExit(String id) {
        return command(id, "emergency-exit", CAN_CLOSE, "closed", new StrategyCommand.EmergencyExit());
    }

    @GET
    @Path("/{id}/audit")
    @Operation(
            summary = "What was asked of the strategy, decided, ordered and halted, the oldest first",
            description = "Each record has the hash of the one before; ./basis audit verify finds the first that was"
                    + " changed.")
    public AuditView audit(
            String id,
            @QueryParam("after")
                    @DefaultValue("0")
                    @Pattern(regexp = "\\d{1,18}", message = "must be a whole number from 0")
                    @Parameter(
                            description = "Sequence behind which to begin",
                            schema = @Schema(type = SchemaType.INTEGER))
                    String after,
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Pattern(regexp = "[1-9]\\d{0,2}|1000", message = "must be a whole number from 1 to 1000")
                    @Parameter(schema = @Schema(type = SchemaType.INTEGER))
                    String limit) {
        strategies.require(id);
        return AuditView.of(strategies.head(id), strategies.audit(id, Long.parseLong(after), Integer.parseInt(limit)));
    }

    @GET
    @Path("/{id}/flows")
    @Operation(summary = "Deposits and withdrawals, by the instant at which they apply")
    public List<FlowView> flows(String id) {
        @Nullable Instant reached = strategies.require(id).reachedAt;
        return strategies.flows(id).stream()
                .map(row -> FlowView.of(row, reached))
                .toList();
    }

    @POST
    @Path("/{id}/deposits")
    @Operation(summary = "Add money; it is deployed at the next instant")
    @APIResponse(responseCode = "202", description = "On its way, with the instant at which it applies")
    @APIResponse(responseCode = "409", description = "The strategy does not run, or the id was used for another flow")
    @APIResponse(responseCode = "422", description = "Not an amount that can be paid in")
    public Response deposit(String id, @Valid @NotNull FlowRequest request) {
        return flow(id, Flow.Type.DEPOSIT, request);
    }

    @POST
    @Path("/{id}/withdrawals")
    @Operation(summary = "Take money out; what is not free is freed first, one to one")
    @APIResponse(responseCode = "202", description = "On its way, with the instant at which it applies")
    @APIResponse(responseCode = "409", description = "The strategy does not run, or the id was used for another flow")
    @APIResponse(responseCode = "422", description = "More than the equity, or not an amount that can be paid out")
    public Response withdraw(String id, @Valid @NotNull FlowRequest request) {
        return flow(id, Flow.Type.WITHDRAWAL, request);
    }

    private StrategyDefinition definition(NewStrategy request) {
        Environment environment = Definitions.environment(request.environment());
        String mode = request.mode();
        Map<String, String> overrides = request.overrides() == null ? Map.of() : request.overrides();
        @Nullable String to = request.to();
        if (environment == Environment.BACKTEST && to == null) {
            throw new ApiProblem(Kind.UNREADABLE, "a backtest needs to, its last instant, such as 2025-07-01");
        }
        return Definitions.define(new DefinitionRequest(
                request.id() == null
                        ? mode.replace('_', '-') + "-"
                                + UUID.randomUUID().toString().substring(0, 8)
                        : request.id(),
                mode,
                environment,
                request.capital(),
                Instants.parse("from", request.from()),
                to == null ? null : Instants.parse("to", to),
                request.source(),
                overrides,
                !Boolean.FALSE.equals(request.costs())));
    }

    private static List<Flow> flows(NewStrategy request, StrategyDefinition definition) {
        List<Flow> flows = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (request.flows() != null) {
            for (NewStrategy.NewFlow each : request.flows()) {
                String name = each.id() == null ? "flow-" + (flows.size() + 1) : each.id();
                if (!names.add(name)) {
                    throw new ApiProblem(Kind.WRONG_FLOW, "two flows have the id " + name);
                }
                flows.add(new Flow(
                        name,
                        type(each.type()),
                        amount(each.amount(), definition.shareClass()),
                        within(Instants.parse("at of flow " + name, each.at()), definition)));
            }
        }
        return flows;
    }

    private static Flow.Type type(String text) {
        return switch (text) {
            case "deposit" -> Flow.Type.DEPOSIT;
            case "withdrawal" -> Flow.Type.WITHDRAWAL;
            default ->
                throw new ApiProblem(
                        Kind.WRONG_FLOW, "type of a flow is '" + text + "', which is neither deposit nor withdrawal");
        };
    }

    private void start(StrategyDefinition definition, List<Flow> flows) {
        commands.send(definition.strategy(), new StrategyCommand.Start(definition, flows));
        strategies.starting(definition.strategy(), clock.instant());
    }

    private Response command(String id, String name, Set<String> possible, String done, StrategyCommand command) {
        requireStatus(strategies.require(id), possible, done);
        commands.send(id, command);
        return accepted(id, name);
    }

    private static void requireStatus(StrategyRow row, Set<String> possible, String done) {
        if (!possible.contains(row.status)) {
            throw new ApiProblem(
                    Kind.WRONG_STATUS,
                    row.strategy + standing(row.status) + " and cannot be "
                            + done
                            + switch (row.status) {
                                case Strategies.CREATED -> "; start it first";
                                case "STOPPED", "HALTED", "NEEDS_ATTENTION" -> "; resume it first";
                                default -> "";
                            });
        }
    }

    private static String standing(String status) {
        return status.equals("NEEDS_ATTENTION") ? " needs attention" : " is " + status.toLowerCase(Locale.ROOT);
    }

    private static Response accepted(String id, String command) {
        return Response.accepted(new Accepted(id, command)).build();
    }

    /** A command that is on its way. */
    public record Accepted(String id, String command) {}

    private Response flow(String id, Flow.Type type, FlowRequest request) {
        StrategyRow row = strategies.require(id);
        StrategyDefinition definition = strategies.definition(row);
        BigDecimal amount = amount(request.amount(), definition.shareClass());
        @Nullable
        FlowRow known =
                request.id() == null ? null : strategies.flow(id, request.id()).orElse(null);
        if (known != null) {
            if (!known.type.equals(Strategies.type(type)) || known.amount.compareTo(amount) != 0) {
                throw new ApiProblem(
                        Kind.ID_TAKEN,
                        "id " + known.flow + " already asks for a " + known.type + " of " + known.amount.toPlainString()
                                + "; give another flow another id");
            }
            return Response.accepted(FlowView.of(known, row.reachedAt)).build();
        }
        requireStatus(row, RUNS, type == Flow.Type.DEPOSIT ? "paid into" : "paid out of");
        if (type == Flow.Type.WITHDRAWAL) {
            requireEquity(row, amount);
        }
        String name = request.id() == null ? UUID.randomUUID().toString() : request.id();
        Flow flow = new Flow(
                name, type, amount, stamp(request.at(), row, definition), Boolean.TRUE.equals(request.urgent()));
        commands.send(id, new StrategyCommand.RequestFlow(flow));
        FlowRow kept = strategies.requested(id, flow);
        return Response.accepted(FlowView.of(kept, null)).build();
    }

    private static BigDecimal amount(String text, Asset currency) {
        BigDecimal amount = ValueType.readDecimal(text)
                .filter(value -> value.signum() > 0)
                .orElseThrow(() -> new ApiProblem(
                        Kind.WRONG_FLOW, "amount is '" + text + "', which is not a number above 0, such as 5000"));
        if (amount.stripTrailingZeros().scale() > currency.scale()) {
            throw new ApiProblem(
                    Kind.WRONG_FLOW,
                    "amount " + text + " has more decimals than the " + currency.scale() + " that " + currency
                            + " is kept at");
        }
        return amount;
    }

    private static Instant within(Instant at, StrategyDefinition definition) {
        @Nullable Instant to = definition.to();
        if (to != null && at.isAfter(to)) {
            throw new ApiProblem(Kind.WRONG_FLOW, "at " + at + " is after the last instant of the strategy, " + to);
        }
        return at;
    }

    /** The instant asked for, or the one the strategy has reached when that is later: the past cannot be changed. */
    private static Instant stamp(@Nullable String asked, StrategyRow row, StrategyDefinition definition) {
        Instant earliest = row.reachedAt == null ? definition.from() : row.reachedAt;
        if (asked == null) {
            return earliest;
        }
        Instant at = within(Instants.parse("at", asked), definition);
        return at.isBefore(earliest) ? earliest : at;
    }

    private void requireEquity(StrategyRow row, BigDecimal amount) {
        BigDecimal equity = row.equity == null ? row.capital : BigDecimal.valueOf(row.equity);
        BigDecimal pending = strategies.pending(row.strategy);
        if (amount.compareTo(equity.add(pending)) > 0) {
            throw new ApiProblem(
                    Kind.MORE_THAN_EQUITY,
                    "withdrawal of " + amount.toPlainString() + " " + row.shareClass + " is more than the equity of "
                            + equity.toPlainString()
                            + (row.reachedAt == null ? "" : " at " + row.reachedAt)
                            + (pending.signum() == 0
                                    ? ""
                                    : ", with " + pending.toPlainString() + " of flows under way"));
        }
    }
}
