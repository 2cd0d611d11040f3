package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.market.Provenance;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.domain.pnl.Source;
import io.basis.messaging.Anatomy.Place;
import io.basis.messaging.RecordSamples.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records that were written once stay readable for ever.
 *
 * <p>{@code src/test/resources/records/v1} has the records of the first version as they stood on their topics, one a
 * line, and the wire names of its constants. What is stored is never changed. When a record, a component, a variant or
 * a constant is added, {@link #everythingThatCanBeWrittenHasAStoredSample} fails until {@link Samples} has one and the
 * next version is stored:
 *
 * <pre>./mvnw test -pl messaging -am -Dtest=RecordSamplesTest -Dsurefire.failIfNoSpecifiedTests=false -Dsamples.write=v2</pre>
 */
class RecordSamplesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CONSTANTS = "constants.txt";

    private static final Codec CODEC = new Codec();

    static List<Stored> stored() throws IOException {
        return RecordSamples.stored();
    }

    /** Enums inside what is not written component by component come on top. */
    private static Anatomy present() {
        List<Class<?>> types = new ArrayList<>(RecordSamples.records().values());
        types.addAll(List.of(Provenance.class, Source.class));
        return Anatomy.of(types);
    }

    @Test
    @EnabledIfSystemProperty(named = "samples.write", matches = "v[0-9]+")
    void storesTheNextVersion() throws IOException {
        Path version =
                Files.createDirectory(Path.of("src/test/resources/records", System.getProperty("samples.write")));
        for (Map.Entry<Topic, Class<? extends Message>> record :
                RecordSamples.records().entrySet()) {
            List<String> lines = RecordSamples.now(record.getKey()).stream()
                    .map(message -> new String(CODEC.write(record.getKey(), message), UTF_8))
                    .toList();
            Files.write(version.resolve(record.getValue().getSimpleName() + ".jsonl"), lines);
        }
        Files.write(version.resolve(CONSTANTS), present().constants.keySet());
    }

    @Test
    void everythingThatCanBeWrittenHasAStoredSample() throws IOException {
        Anatomy present = present();
        Set<String> stored = new TreeSet<>();
        for (Stored sample : RecordSamples.stored()) {
            stored.addAll(Anatomy.of(TopicCatalogue.record(sample.topic()).orElseThrow(), sample.tree()).parts);
        }
        for (Path version : RecordSamples.versions()) {
            stored.addAll(Files.readAllLines(version.resolve(CONSTANTS)));
        }

        Set<String> missing = new TreeSet<>(present.parts);
        missing.addAll(present.constants.keySet());
        missing.removeAll(stored);
        assertThat(missing).as("store the next version, see above").isEmpty();
    }

    @Test
    void everyStoredConstantIsStillRead() throws IOException, Unreadable {
        Map<String, Enum<?>> present = present().constants;
        for (Path version : RecordSamples.versions()) {
            for (String constant : Files.readAllLines(version.resolve(CONSTANTS))) {
                assertThat(present).containsKey(constant);
                Enum<?> known = present.get(constant);
                String wire = "\"" + constant.substring(constant.indexOf('.') + 1) + "\"";
                assertThat(CODEC.read(known.getDeclaringClass(), wire.getBytes(UTF_8)))
                        .isEqualTo(known);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void readsWhatWasStoredAndSaysAllOfItAgain(Stored sample) throws Unreadable {
        byte[] again = rewritten(sample.topic(), sample.body());

        StoredStates.assertSays(RecordSamples.tree(again), sample.tree(), "");
        assertThat(text(rewritten(sample.topic(), again))).isEqualTo(text(again));
    }

    @Test
    void readsTheValuesThatTheFirstVersionWrote() throws IOException, Unreadable {
        for (Stored sample : RecordSamples.stored()) {
            Message read = CODEC.read(sample.topic(), sample.body());
            if (read instanceof VenueReport report) {
                List<AccountEvent> known = Samples.accountEvents();
                assertThat(known).containsAll(report.events());
            } else if (read instanceof OrderGroup group) {
                List<Order> known = Samples.orders();
                assertThat(known).containsAll(group.orders());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void skipsWhatANewerVersionAdded(Stored sample) throws Unreadable {
        String before = text(rewritten(sample.topic(), sample.body()));
        JsonNode tree = sample.tree();
        for (ObjectNode record : anatomy(sample, tree).records) {
            record.set(
                    "addedByANewerVersion",
                    JSON.objectNode().set("a", JSON.arrayNode().add(1).add("2")));

            assertThat(text(rewritten(sample.topic(), bytes(tree)))).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void refusesConstantsAndVariantsItDoesNotKnow(Stored sample) {
        JsonNode tree = sample.tree();
        Anatomy anatomy = anatomy(sample, tree);
        for (ObjectNode variant : anatomy.variants) {
            JsonNode type = variant.get("type");
            for (JsonNode other :
                    List.of(JSON.textNode("Newer"), JSON.textNode(""), JSON.numberNode(0), NullNode.instance)) {
                variant.set("type", other);
                assertRefused(sample, tree);
            }
            variant.remove("type");
            assertRefused(sample, tree);
            variant.set("type", type);
        }
        for (Place place : anatomy.places) {
            if (place.type().isEnum()) {
                assertRefused(
                        sample,
                        tree,
                        place,
                        JSON.textNode("NEWER"),
                        JSON.textNode(""),
                        JSON.numberNode(0),
                        JSON.textNode("0"));
            }
        }
        for (ObjectNode map : anatomy.keyed) {
            Iterator<JsonNode> values = map.elements();
            if (values.hasNext()) {
                map.set("NEWER", values.next());
                assertRefused(sample, tree);
                map.remove("NEWER");
            }
        }
        assertThat(tree).isEqualTo(sample.tree());
    }

    @ParameterizedTest
    @MethodSource("stored")
    void refusesWhatLacksAComponentOrHasItOfAnotherType(Stored sample) {
        JsonNode tree = sample.tree();
        for (Place place : anatomy(sample, tree).places) {
            assertRefused(sample, tree, place, otherTypes(place.type()).toArray(JsonNode[]::new));
            if (place.needed()) {
                assertRefused(sample, tree, place, NullNode.instance);
                JsonNode was = place.get();
                place.remove();
                assertRefused(sample, tree);
                place.set(was);
            }
        }
    }

    private static List<JsonNode> otherTypes(Class<?> type) {
        ArrayNode nested = JSON.arrayNode().add(JSON.arrayNode().add(1));
        List<JsonNode> others = new ArrayList<>(List.of(nested, JSON.textNode("\u0000")));
        if (type == String.class) {
            others.removeLast();
        }
        // Doubles may be absent, so an object without any of them is a record that knows none.
        if (!Anatomy.onlyDoubles(type)) {
            others.add(JSON.objectNode().put("x", 1));
        }
        if (type != boolean.class) {
            others.add(JSON.booleanNode(true));
        }
        if (type == int.class || type == long.class) {
            others.add(JSON.numberNode(1.5));
            others.add(JSON.textNode("1"));
        } else if (type == double.class || type == Double.class) {
            others.add(JSON.textNode("1"));
            others.add(JSON.textNode(""));
        } else {
            others.add(JSON.numberNode(5));
            others.add(JSON.numberNode(5.5));
        }
        return others;
    }

    private static Anatomy anatomy(Stored sample, JsonNode tree) {
        return Anatomy.of(TopicCatalogue.record(sample.topic()).orElseThrow(), tree);
    }

    private static void assertRefused(Stored sample, JsonNode tree, Place place, JsonNode... values) {
        JsonNode was = place.get();
        for (JsonNode value : values) {
            place.set(value);
            assertRefused(sample, tree);
        }
        place.set(was);
    }

    private static void assertRefused(Stored sample, JsonNode tree) {
        byte[] body = bytes(tree);
        try {
            Message read = CODEC.read(sample.topic(), body);
            throw new AssertionError(text(body) + " was read as " + read);
        } catch (Unreadable e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    private static byte[] rewritten(Topic topic, byte[] body) throws Unreadable {
        return CODEC.write(topic, CODEC.read(topic, body));
    }

    private static byte[] bytes(JsonNode tree) {
        return tree.toString().getBytes(UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
