package io.basis.strategy.app;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a caller sends to create a strategy. Numbers and instants stay texts until they are read by our own rules. */
@Schema(description = "A strategy to create. Numbers may be JSON numbers or strings; either way they stay exact.")
record NewStrategy(
        @Schema(description = "Unique for ever; made from the mode when left out", examples = "btc-basis-1")
        @Nullable
        @Size(min = 1, max = 100)
        String id,

        @Schema(examples = "btc_basis") @NotBlank String mode,

        @Schema(enumeration = {"backtest", "paper", "testnet"}) @NotBlank
        String environment,

        @Schema(description = "In share-class currency; the mode's own when left out", examples = "100000") @Nullable
        String capital,

        @Schema(
                description = "Parameters to change, by the names in docs/parameters.md",
                examples = "{\"position_deviation_threshold\": \"0.10\"}")
        @Nullable
        Map<String, @NotNull String> overrides,

        @Schema(description = "Deposits and withdrawals known beforehand") @Nullable @Size(max = 10_000)
        List<@Valid @NotNull NewFlow> flows,

        @Schema(description = "First instant or date, UTC", examples = "2024-06-01") @NotBlank
        String from,

        @Schema(description = "Last instant or date, UTC; a paper strategy without it goes on", examples = "2025-07-01")
        @Nullable
        String to,

        @Schema(description = "Topic to replay market data from; the catalogue when left out") @Nullable
        String source,

        @Schema(description = "False to run without fees, slippage, gas and interest", defaultValue = "true") @Nullable
        Boolean costs,

        @Schema(description = "False to create it without starting it", defaultValue = "true") @Nullable
        Boolean start) {

    /** A deposit or withdrawal known when the strategy is created. */
    record NewFlow(
            @Schema(description = "Unique within the strategy") @Nullable @Size(min = 1, max = 100)
            String id,

            @Schema(enumeration = {"deposit", "withdrawal"}) @NotBlank
            String type,

            @Schema(description = "In share-class currency", examples = "5000") @NotBlank
            String amount,

            @Schema(description = "Instant or date at which it applies, UTC") @NotBlank
            String at) {}
}
