package io.basis.backtest.engine;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.messaging.Codec;
import io.basis.venues.catalogue.SeriesSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every message of a run in order, as the bytes that Kafka would carry. */
final class Transcript {

    private static final Codec CODEC = new Codec();

    private final Instant until;
    private final List<String> messages = new ArrayList<>();

    /** Ends a run of which no more is to be told. */
    private static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Transcript(Instant until) {
        this.until = until;
    }

    /** The messages of a run until the first snapshot after an instant. */
    static List<String> of(Runs run, SeriesSource source, Instant until) {
        Transcript transcript = new Transcript(until);
        try {
            run.observe(source, transcript::on);
        } catch (Told told) {
            // What follows is of no interest.
        }
        return transcript.messages;
    }

    private void on(Message message) {
        if (message instanceof MarketSnapshot market && market.at().isAfter(until)) {
            throw new Told();
        }
        messages.add(new String(CODEC.write(message), StandardCharsets.UTF_8));
    }
}
