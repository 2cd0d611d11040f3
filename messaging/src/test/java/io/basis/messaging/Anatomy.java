package io.basis.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.basis.domain.message.MarketSnapshot;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a record is made of: by its types, and in the JSON of one. */
final class Anatomy {

    /** Records and their components, as {@code Record} and {@code Record.component}. */
    final Set<String> parts = new TreeSet<>();

    /** Constants of enums, by {@code Enum.wire}. */
    final Map<String, Enum<?>> constants = new TreeMap<>();

    /** Objects that are records, where a newer version may have added a field. */
    final List<ObjectNode> records = new ArrayList<>();

    /** Objects that name their variant. */
    final List<ObjectNode> variants = new ArrayList<>();

    /** Objects keyed by an enum. */
    final List<ObjectNode> keyed = new ArrayList<>();

    final List<Place> places = new ArrayList<>();

    private final Set<Class<?>> known = new HashSet<>();

    /** Where a value of a type stands. */
    record Place(JsonNode parent, Object key, Class<?> type, boolean needed) {

        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set((String) key, value);
            } else {
                ((ArrayNode) parent).set((int) key, value);
            }
        }

        JsonNode get() {
            return key instanceof String field ? parent.get(field) : parent.get((int) key);
        }

        void remove() {
            ((ObjectNode) parent).remove((String) key);
        }
    }

    /** All that values of a type may be made of. */
    static Anatomy of(Iterable<? extends Class<?>> types) {
        Anatomy anatomy = new Anatomy();
        types.forEach(anatomy::reach);
        return anatomy;
    }

    /** All that one value of a type is made of. */
    static Anatomy of(Class<?> type, JsonNode value) {
        Anatomy anatomy = new Anatomy();
        anatomy.visit(type, value);
        return anatomy;
    }

    private void reach(Type type) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                reach(argument);
            }
        } else if (type instanceof Class<?> plain && known.add(plain)) {
            if (plain.isSealed()) {
                for (Class<?> permitted : plain.getPermittedSubclasses()) {
                    reach(permitted);
                }
            } else if (plain.isEnum()) {
                for (Object constant : plain.getEnumConstants()) {
                    constants.put(plain.getSimpleName() + "." + constant, (Enum<?>) constant);
                }
            } else if (structured(plain)) {
                parts.add(plain.getSimpleName());
                for (RecordComponent component : plain.getRecordComponents()) {
                    parts.add(plain.getSimpleName() + "." + component.getName());
                    reach(component.getGenericType());
                }
            }
        }
    }

    private void visit(Type type, JsonNode value) {
        if (type instanceof ParameterizedType generic) {
            elements(generic, value);
        } else if (type instanceof Class<?> plain && plain.isSealed()) {
            variants.add((ObjectNode) value);
            visit(variant(plain, value.get("type").textValue()), value);
        } else if (type == MarketSnapshot.class) {
            records.add((ObjectNode) value);
            places.add(new Place(value, "at", Instant.class, true));
            places.add(new Place(value, "series", Map.class, true));
        } else if (type instanceof Class<?> plain && structured(plain)) {
            records.add((ObjectNode) value);
            parts.add(plain.getSimpleName());
            for (RecordComponent component : plain.getRecordComponents()) {
                component(plain, component, value);
            }
        }
    }

    private void component(Class<?> type, RecordComponent component, JsonNode value) {
        @Nullable JsonNode child = value.get(component.getName());
        if (child != null) {
            parts.add(type.getSimpleName() + "." + component.getName());
            boolean needed = component.getType() != double.class
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && Defaults.OF_RECORDS.of(type, component.getName()) == null;
            places.add(new Place(value, component.getName(), component.getType(), needed));
            visit(component.getGenericType(), child);
        }
    }

    private void elements(ParameterizedType generic, JsonNode value) {
        Type[] arguments = generic.getActualTypeArguments();
        if (value instanceof ObjectNode object) {
            if (((Class<?>) arguments[0]).isEnum()) {
                keyed.add(object);
            }
            object.properties().forEach(field -> visit(arguments[1], field.getValue()));
        } else {
            for (int i = 0; i < value.size(); i++) {
                if (arguments[0] instanceof Class<?> element) {
                    places.add(new Place(value, i, element, false));
                }
                visit(arguments[0], value.get(i));
            }
        }
    }

    private static Class<?> variant(Class<?> sealed, String name) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.getSimpleName().equals(name)) {
                return permitted;
            }
        }
        throw new IllegalArgumentException(name + " is no " + sealed.getSimpleName());
    }

    static boolean onlyDoubles(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .allMatch(component -> component.getType() == double.class
                                || component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    /** True where the codec writes component by component. */
    private static boolean structured(Class<?> type) {
        return type.isRecord() && type.getName().startsWith("io.basis.") && !TEXTS.contains(type.getSimpleName());
    }

    /** Records that are one string on the wire, or an object of their own making. */
    private static final Set<String> TEXTS = Set.of("InstrumentKey", "SeriesKey", "SeriesPattern");
}
