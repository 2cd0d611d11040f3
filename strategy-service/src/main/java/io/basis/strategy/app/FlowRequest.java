package io.basis.strategy.app;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a caller sends to deposit or withdraw. */
record FlowRequest(
        @Schema(
                description = "In share-class currency, a JSON number or string; either way it stays exact",
                examples = "5000")
        @NotBlank
        String amount,

        @Schema(description = "Instant or date at which it applies, UTC; at once when left out") @Nullable
        String at,

        @Schema(description = "Idempotency key: the same id asks for the same flow, never for a second one")
        @Nullable
        @Size(min = 1, max = 100)
        String id,

        @Schema(
                description = "True for a withdrawal that must not wait in a protocol's queue but leaves at the market",
                defaultValue = "false")
        @Nullable
        Boolean urgent) {}
