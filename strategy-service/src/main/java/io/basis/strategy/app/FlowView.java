package io.basis.strategy.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A deposit or withdrawal as callers see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlowView(
        String id,
        @Schema(enumeration = {"deposit", "withdrawal"}) String type,

        @Schema(description = "In share-class currency, exact")
        String amount,

        @Schema(description = "It applies at the first assessment at or after this instant")
        Instant at,

        @Schema(enumeration = {"REQUESTED", "EXECUTING", "SETTLED", "REJECTED"})
        String state,

        @JsonProperty("settled_at") @Nullable Instant settledAt) {

    static FlowView of(FlowRow row, @Nullable Instant reached) {
        boolean due = reached != null && !reached.isBefore(row.appliesAt);
        return new FlowView(
                row.flow,
                row.type,
                row.amount.toPlainString(),
                row.appliesAt,
                due && row.state.equals(Strategies.REQUESTED) ? "EXECUTING" : row.state,
                row.settledAt);
    }
}
