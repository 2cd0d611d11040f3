package io.basis.strategy.app;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an operator sends to go on without the record that halted a strategy. */
record SkipRequest(
        @Schema(
                description = "Why the strategy is right without the record; kept in the audit",
                examples = "the venue sent this report twice, see its ticket 4711")
        @Nullable
        String reason,

        @Schema(
                description = "Number of the halt that is meant, as GET shows it; the one shown now when left out. With"
                        + " it, asking again skips nothing more.")
        @Nullable
        Long halt) {}
