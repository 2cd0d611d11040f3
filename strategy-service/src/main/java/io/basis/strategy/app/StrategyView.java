package io.basis.strategy.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A strategy as callers see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrategyView(
        String id,
        String mode,

        @Schema(enumeration = {"backtest", "paper", "testnet"})
        String environment,

        @Schema(enumeration = {"CREATED", "STARTING", "RUNNING", "STOPPED", "HALTED", "NEEDS_ATTENTION", "COMPLETED"})
        String status,

        @JsonProperty("share_class") String shareClass,
        String asset,

        @Schema(description = "Starting capital in share-class currency, exact")
        String capital,

        Instant from,
        @Nullable Instant to,
        @Nullable String source,
        @JsonProperty("config_hash") String configHash,
        @JsonProperty("created_at") Instant createdAt,

        @JsonProperty("reached_at") @Schema(description = "Instant of the latest assessment") @Nullable
        Instant reachedAt,

        @Schema(description = "Equity at that instant, in share-class currency") @Nullable
        Double equity,

        @JsonProperty("progressed_at")
        @Schema(description = "When it completed an instant last, by the clock of strategy-service")
        @Nullable
        Instant progressedAt,

        @Schema(description = "True when it takes part in the loop and has not completed an instant for too long")
        boolean stuck,

        @Nullable Halt halt,

        @Schema(description = "Everything it was started with", type = SchemaType.OBJECT) @JsonRawValue @Nullable
        String definition) {

    /** Why a service cannot go on with it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Halt(
            @Nullable String code,
            @Nullable String reason,
            @Nullable String service,

            @Schema(description = "Counts the halts of that service with this strategy; names the one to skip")
            @Nullable
            Long number,

            @Schema(description = "Since when, by the clock of strategy-service") @Nullable
            Instant since) {}

    /** One line of a list. */
    static StrategyView brief(StrategyRow row, boolean stuck) {
        return of(row, stuck, null);
    }

    /** Everything, with the definition. */
    static StrategyView full(StrategyRow row, boolean stuck) {
        return of(row, stuck, row.definition);
    }

    private static StrategyView of(StrategyRow row, boolean stuck, @Nullable String definition) {
        return new StrategyView(
                row.strategy,
                row.mode,
                row.environment,
                row.status,
                row.shareClass,
                row.asset,
                row.capital.toPlainString(),
                row.startsAt,
                row.endsAt,
                row.source,
                row.configHash,
                row.createdAt,
                row.reachedAt,
                row.equity,
                row.progressedAt,
                stuck,
                row.haltCode == null
                        ? null
                        : new Halt(row.haltCode, row.haltReason, row.haltService, row.haltNumber, row.haltedAt),
                definition);
    }
}
