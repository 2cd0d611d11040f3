package io.basis.pnl.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens, as it happens, for whoever is listening.
 *
 * <p>An edge and no part of the loop: it remembers nothing, and who falls behind misses something. The tables have all.
 */
@ApplicationScoped
public class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    /** Events that may wait for one slow listener. */
    private static final int WAITING = 1000;

    /**
     * An event as it is sent.
     *
     * @param name {@code pnl} or {@code decision}
     */
    record Event(String strategy, String name, String json) {}

    private final Codec codec = new Codec();
    private final ObjectMapper mapper;
    private final BroadcastProcessor<Event> listeners = BroadcastProcessor.create();

    Events(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** What happens to a strategy from now on. */
    Multi<Event> of(String strategy) {
        return listeners
                .filter(event -> event.strategy().equals(strategy))
                .onOverflow()
                .buffer(WAITING);
    }

    @Incoming("pnl-events")
    void onPnl(ConsumerRecord<String, byte[]> record) {
        if (read(Topic.PNL, record) instanceof PnlReport report) {
            tell(record.key(), "pnl", Views.Pnl.of(report));
        }
    }

    @Incoming("decision-events")
    void onDecision(ConsumerRecord<String, byte[]> record) {
        if (read(Topic.TARGET_POSITIONS, record) instanceof TargetPositions decision) {
            tell(record.key(), "decision", Views.Decision.of(decision));
        }
    }

    private @Nullable Message read(Topic topic, ConsumerRecord<String, byte[]> record) {
        try {
            return codec.read(topic, record.value());
        } catch (Unreadable broken) {
            LOG.warn("{}-{}@{} is not told: {}", topic, record.partition(), record.offset(), broken.getMessage());
            return null;
        }
    }

    /** One at a time: two channels feed one stream. */
    private synchronized void tell(String strategy, String name, Object view) {
        try {
            listeners.onNext(new Event(strategy, name, mapper.writeValueAsString(view)));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
