package io.basis.strategy.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads instants as callers write them. */
final class Instants {

    private Instants() {}

    /** An instant such as {@code 2024-06-01T08:00:00Z}, or a date, which begins at midnight UTC. */
    static Instant parse(String what, String text) {
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
