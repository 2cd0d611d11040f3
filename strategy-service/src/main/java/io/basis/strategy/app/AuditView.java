package io.basis.strategy.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.basis.strategy.audit.Head;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A part of a strategy's audit as callers see it. */
public record AuditView(
        @Schema(description = "Number of all its records") long count,

        @Schema(
                description =
                        "Hash of the last one: noted elsewhere, it proves later that nothing up to it was rewritten")
        String head,

        List<Item> records) {

    /** What was asked, decided, ordered or said at one point. */
    public record Item(
            long sequence,

            @Schema(description = "When it was recorded, by the clock of strategy-service")
            Instant at,

            @Schema(enumeration = {"COMMAND", "SKIP", "DECISION", "ORDER", "HALT", "STATUS"})
            String kind,

            String topic,

            @JsonProperty("message_sequence")
            @Schema(description = "Sequence of the message on its topic; 0 for commands, which have none")
            long messageSequence,

            @Schema(description = "The message", type = SchemaType.OBJECT) @JsonRawValue
            String body,

            @Schema(description = "Hash of the record before")
            String previous,

            String hash) {

        static Item of(AuditRow row) {
            return new Item(row.sequence, row.at, row.kind, row.topic, row.message, row.body, row.previous, row.hash);
        }
    }

    static AuditView of(Head head, List<AuditRow> rows) {
        return new AuditView(
                head.count(), head.hash(), rows.stream().map(Item::of).toList());
    }
}
