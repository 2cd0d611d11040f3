package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.basis.domain.core.Core;
import io.basis.domain.message.Message;
import io.basis.domain.message.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a service stored under earlier versions, in {@code src/test/resources/states/v1} and so on, one file a
 * strategy.
 *
 * <p>What is stored is never changed. The next version is written by running a service's test with {@code
 * -Dsamples.write=v2}.
 */
public final class StoredStates {

    private static final Path FOLDER = Path.of("src/test/resources/states");

    private static final Codec CODEC = new Codec();

    private StoredStates() {}

    /** A message and the topic that it comes from. */
    public record Given(Topic topic, Message message) {}

    /** The row of a strategy once a service with this core has read these messages. */
    public static byte[] row(Core<?> core, String strategy, List<Given> messages) {
        MemoryStore store = new MemoryStore();
        Shell<?> shell = new Shell<>("service", core, CODEC, store, NOWHERE, Spans.NONE, Calls.NONE);
        List<Inbound> records = new ArrayList<>();
        for (Given given : messages) {
            long sequence =
                    1 + records.stream().filter(r -> r.topic() == given.topic()).count();
            records.add(new Inbound(
                    given.topic(),
                    0,
                    sequence - 1,
                    strategy,
                    sequence,
                    "",
                    CODEC.write(given.topic(), given.message())));
        }
        try {
            shell.assigned(List.of(0));
            shell.batch(records, List.of());
        } catch (StoreFailure e) {
            throw new IllegalStateException(e);
        }
        return store.rows.get(strategy);
    }

    private static final Outlet NOWHERE = new Outlet() {
        @Override
        public void send(List<Outbound> records) {
            // Only what is stored counts.
        }

        @Override
        public void await() {
            // Nothing was sent.
        }
    };

    /**
     * Reads every stored row with this core's state, and finds all of it again in what is then written.
     *
     * @param now rows that this version stores, by name: each must have a stored one of that name
     */
    public static void assertReadable(Core<?> core, Map<String, byte[]> now) throws IOException {
        now.forEach((name, row) -> assertThat(new String(row, UTF_8))
                .as(name)
                .contains("\"introduced\":true")
                .doesNotContain("\"halt\":{"));
        @Nullable String next = System.getProperty("samples.write");
        if (next != null) {
            write(next, now);
        }
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                names.add(file.getFileName().toString().replace(".json", ""));
                assertReadable(core, file);
            }
        }
        assertThat(names).containsAll(now.keySet());
    }

    private static void assertReadable(Core<?> core, Path file) throws IOException {
        byte[] stored = Files.readAllBytes(file);
        try {
            byte[] again = rewritten(core, stored);
            assertSays(RecordSamples.tree(again), RecordSamples.tree(stored), file.toString());
            assertThat(new String(rewritten(core, again), UTF_8)).isEqualTo(new String(again, UTF_8));
        } catch (Unreadable e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] rewritten(Core<?> core, byte[] row) throws Unreadable {
        return CODEC.write(CODEC.read(Row.class, row, core.fresh("s").getClass()));
    }

    private static void write(String version, Map<String, byte[]> rows) throws IOException {
        Path folder = FOLDER.resolve(version);
        if (Files.exists(folder)) {
            throw new IllegalStateException(folder + " is there, and what is stored is never changed");
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> row : rows.entrySet()) {
            Files.write(folder.resolve(row.getKey() + ".json"), row.getValue());
        }
    }

    /** Everything that was stored is still said, whatever else is. */
    static void assertSays(JsonNode now, JsonNode stored, String path) {
        if (stored.isObject()) {
            stored.properties().forEach(field -> {
                assertThat(now.has(field.getKey()))
                        .as(path + "/" + field.getKey())
                        .isTrue();
                assertSays(now.get(field.getKey()), field.getValue(), path + "/" + field.getKey());
            });
        } else if (stored.isArray()) {
            assertThat(now).as(path).hasSameSizeAs(stored);
            for (int i = 0; i < stored.size(); i++) {
                assertSays(now.get(i), stored.get(i), path + "/" + i);
            }
        } else {
            assertThat(now).as(path).isEqualTo(stored);
        }
    }
}
