package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.message.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A topic as a reader that drops duplicates sees it. */
final class ReadBack {

    private ReadBack() {}

    /**
     * Adds what each strategy's stream says, and whatever is wrong with it.
     *
     * @return number of duplicates
     */
    static int of(Topic topic, List<Inbound> records, Map<String, String> outcome) {
        int duplicates = 0;
        Map<String, List<Inbound>> streams = new HashMap<>();
        for (Inbound record : records) {
            String stream = topic + " " + record.key() + " " + record.writer();
            List<Inbound> seen = streams.computeIfAbsent(stream, s -> new ArrayList<>());
            if (!TopicCatalogue.sequenced(topic) || record.sequence() == seen.size() + 1) {
                seen.add(record);
            } else if (record.sequence() > seen.size() + 1) {
                outcome.put(stream + " gap", Long.toString(record.sequence()));
            } else {
                duplicates++;
                if (!Arrays.equals(
                        record.body(), seen.get((int) record.sequence() - 1).body())) {
                    outcome.put(stream + " differs", Long.toString(record.sequence()));
                }
            }
        }
        streams.forEach((stream, seen) -> {
            StringBuilder text = new StringBuilder();
            for (Inbound record : seen) {
                text.append(new String(record.body(), UTF_8)).append('\n');
            }
            outcome.put(stream, text.toString());
        });
        return duplicates;
    }
}
