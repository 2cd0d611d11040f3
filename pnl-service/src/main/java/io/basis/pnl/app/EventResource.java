package io.basis.pnl.app;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Live updates for dashboards. */
@Path("/api/v1/strategies/{id}/events")
@Tag(name = "Results")
public class EventResource {

    private final Events events;

    EventResource(Events events) {
        this.events = events;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Events named pnl and decision, from now on, with the JSON of the same-named resources")
    public Multi<OutboundSseEvent> follow(String id, @Context Sse sse) {
        return events.of(id)
                .map(event -> sse.newEventBuilder()
                        .name(event.name())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(String.class, event.json())
                        .build());
    }
}
