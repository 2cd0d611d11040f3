package io.basis.pnl.app;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which instants are asked for: those from one on, else the latest; or the one as of an instant. */
@SuppressWarnings("NullAway.Init") // The framework fills the fields.
public class Period {

    @QueryParam("at")
    @Parameter(description = "As of this instant or date, UTC: one entry, the latest that is not after it")
    @Nullable
    String at;

    @QueryParam("from")
    @Parameter(description = "First instant or date, UTC; without it the latest entries are given")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "Last instant or date, UTC")
    @Nullable
    String to;

    @QueryParam("limit")
    @DefaultValue("100")
    @Pattern(regexp = "[1-9]\\d{0,3}|10000", message = "must be a whole number from 1 to 10000")
    @Parameter(description = "At most so many entries, the oldest first", schema = @Schema(type = SchemaType.INTEGER))
    String limit;

    /** The same, read and checked. */
    record Bounds(@Nullable Instant from, @Nullable Instant to, int limit) {}

    Bounds bounds() {
        Bounds bounds = new Bounds(instant("from", from), instant("to", to), Integer.parseInt(limit));
        if (at == null) {
            if (bounds.from() != null && bounds.to() != null && bounds.from().isAfter(bounds.to())) {
                throw new ApiProblem(
                        ApiProblem.Kind.UNREADABLE, "from " + bounds.from() + " is after to " + bounds.to());
            }
            return bounds;
        }
        if (from != null || to != null) {
            throw new ApiProblem(ApiProblem.Kind.UNREADABLE, "give either at, or from and to");
        }
        return new Bounds(null, instant("at", at), 1);
    }

    /** An instant such as {@code 2024-06-01T08:00:00Z}, or a date, which begins at midnight UTC. */
    static @Nullable Instant instant(String what, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2024-06-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new ApiProblem(
                    ApiProblem.Kind.UNREADABLE,
                    what + " is '" + text + "', which is neither an instant such as 2024-06-01T08:00:00Z nor a date");
        }
    }
}
