package io.basis.pnl.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.target.Reason;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers see: equity in share-class currency unless a name says otherwise, indices 1 at the start. */
final class Views {

    private Views() {}

    /** Profit and loss at an instant, since the start. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pnl(
            Instant at,

            @Schema(description = "Currency of the amounts") @Nullable
            String shareClass,

            double equity,

            @Schema(description = "Equity with staked tokens at their market price instead of the protocol rate")
            double marketEquity,

            double equityUsdt,
            double netDeposits,
            @Schema(description = "equity − net_deposits") double profit,
            double shareIndex,
            double usdtIndex,

            @Schema(description = "Amounts by source", type = SchemaType.OBJECT) @JsonRawValue
            String attribution,

            @Schema(description = "profit − Σ attribution: numerical noise")
            double residual) {

        static Pnl of(AssessmentRow row, String shareClass) {
            return new Pnl(
                    row.at,
                    shareClass,
                    row.equity,
                    row.marketEquity,
                    row.equityUsdt,
                    row.netDeposits,
                    row.equity - row.netDeposits,
                    row.shareIndex,
                    row.usdtIndex,
                    row.attribution,
                    row.residual);
        }

        static Pnl of(PnlReport report) {
            return new Pnl(
                    report.at(),
                    null,
                    report.equity(),
                    report.marketEquity(),
                    report.equityUsdt(),
                    report.netDeposits(),
                    report.profit(),
                    report.shareIndex(),
                    report.usdtIndex(),
                    PnlReadModel.attribution(report.attribution()).toString(),
                    report.residual());
        }
    }

    /** One point of the equity curve. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Equity(
            Instant at,
            double equity,

            @Schema(description = "Staked tokens at their market price")
            double marketEquity,

            double equityUsdt,
            double netDeposits,
            double shareIndex,
            double usdtIndex) {}

    /** Amounts by source since the start. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AttributionAt(
            Instant at,
            @Schema(type = SchemaType.OBJECT) @JsonRawValue String attribution,
            double residual) {}

    /** What was held. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record PositionsAt(
            Instant at,

            @Schema(
                    description = "instrument, quantity, value_usdt; of perpetuals average_entry and mark too",
                    type = SchemaType.ARRAY)
            @JsonRawValue
            String positions) {}

    /** Exposure, margin, the loan and what the risks allowed. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RiskAt(
            Instant at,

            @Schema(
                    description = "status, allowed, acting, drift, exposures, margins, loan, readings",
                    type = SchemaType.OBJECT)
            @JsonRawValue
            String risk) {}

    /** A decision and its reason. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Decision(
            Instant at,
            int round,
            String action,
            String reason,

            @Schema(description = "The reason as a sentence")
            String text,

            @Nullable Double value,
            @Nullable Double limit,

            @Schema(description = "Distance from the targets, fraction of equity") @Nullable
            Double deviation,

            @Schema(description = "Number of the order group sent with it, or 0")
            long orderGroup,

            @Nullable String flow,
            boolean instantDone,

            @Schema(description = "instrument, quantity", type = SchemaType.ARRAY) @JsonRawValue
            String targets) {

        static Decision of(DecisionRow row) {
            return new Decision(
                    row.at,
                    row.round,
                    row.action,
                    row.reason.toLowerCase(Locale.ROOT),
                    text(Reason.valueOf(row.reason), row.value, row.limit),
                    row.value,
                    row.limit,
                    row.deviation,
                    row.orderGroup,
                    row.flow,
                    row.instantDone,
                    row.targets);
        }

        static Decision of(TargetPositions decision) {
            return new Decision(
                    decision.at(),
                    decision.round(),
                    decision.action().wire(),
                    decision.reason().name().toLowerCase(Locale.ROOT),
                    decision.reason().describe(decision.value(), decision.limit()),
                    finite(decision.value()),
                    finite(decision.limit()),
                    finite(decision.deviation()),
                    decision.group(),
                    decision.flow(),
                    decision.instantDone(),
                    PnlReadModel.targets(decision.targets()).toString());
        }

        private static String text(Reason reason, @Nullable Double value, @Nullable Double limit) {
            return reason.describe(value == null ? Double.NaN : value, limit == null ? Double.NaN : limit);
        }

        private static @Nullable Double finite(double number) {
            return Double.isFinite(number) ? number : null;
        }
    }
}
