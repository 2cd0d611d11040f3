package io.basis.messaging;

import io.basis.domain.message.VenueReport;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What records meant before they had a component: the value it takes when a stored record lacks it.
 *
 * <p>A component that is added to a record of the domain is nullable, a double, or has an entry in {@link #OF_RECORDS};
 * otherwise no stored record of that kind could be read any more. One that is there and null is refused all the same.
 */
final class Defaults {

    /** The components that came after the first version, with what was true until then. */
    static final Defaults OF_RECORDS = new Defaults(Map.of(VenueReport.class, Map.of("part", 1, "parts", 1)));

    private final Map<Class<?>, Map<String, Object>> byRecord;

    /**
     * Defaults by record and component.
     *
     * @throws IllegalArgumentException when a record has no such component, or one of another type
     */
    Defaults(Map<Class<?>, Map<String, Object>> byRecord) {
        byRecord.forEach((type, values) -> values.forEach((name, value) -> check(type, name, value)));
        this.byRecord = Map.copyOf(byRecord);
    }

    private static void check(Class<?> type, String name, Object value) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals(name)) {
                Class<?> declared = component.getType();
                Class<?> boxed = MethodType.methodType(declared).wrap().returnType();
                if (!boxed.isInstance(value)) {
                    throw new IllegalArgumentException(type.getSimpleName() + "." + name + " is of type "
                            + declared.getSimpleName() + ", not " + value);
                }
                return;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " has no component " + name);
    }

    @Nullable
    Object of(Class<?> type, String component) {
        return byRecord.getOrDefault(type, Map.of()).get(component);
    }

    /** All of them, by {@link #id}. */
    Map<String, Object> byId() {
        Map<String, Object> all = new HashMap<>();
        byRecord.forEach((type, values) -> values.forEach((name, value) -> all.put(id(type, name), value)));
        return all;
    }

    static String id(Class<?> type, String component) {
        return type.getName() + "." + component;
    }
}
