package io.basis.messaging;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.basis.domain.message.Message;
import io.basis.domain.message.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages and stored states as JSON, and back to equal values.
 *
 * <p>Decimals are strings, doubles are shortest, times are ISO, keys and enums have their wire names, and a value that
 * is absent is left out: never zero, never {@code NaN}. Fields that a newer version added are skipped; a field without
 * which a record cannot be is missed, unless {@link Defaults} says what was true before there was one. A constant or a
 * variant that is not known here is never passed over.
 *
 * <p>Equal lists of keys give the same layout instance for the life of a codec, because readers bind to layouts by
 * identity.
 *
 * <p>A state is a plain class: its fields are stored, private ones too, {@code transient} ones are not, and a
 * constructor without arguments makes it again. Collections come back as the declared type's usual class, so a map
 * whose order matters is declared as what it is ({@code TreeMap}, {@code EnumMap}).
 */
public final class Codec {

    private final JsonMapper mapper;
    private final Map<Topic, ObjectWriter> writers = new EnumMap<>(Topic.class);
    private final Map<Topic, ObjectReader> readers = new EnumMap<>(Topic.class);
    private final Map<Type, ObjectReader> values = new ConcurrentHashMap<>();

    public Codec() {
        this(Defaults.OF_RECORDS);
    }

    /** The codec of a version that knows these defaults. */
    Codec(Defaults defaults) {
        mapper = mapper(defaults);
        for (Topic topic : Topic.values()) {
            TopicCatalogue.record(topic).ifPresent(type -> {
                writers.put(topic, mapper.writerFor(type));
                readers.put(topic, mapper.readerFor(type));
            });
        }
    }

    private static JsonMapper mapper(Defaults defaults) {
        return JsonMapper.builder()
                .addModules(new JavaTimeModule(), new Jdk8Module(), new DomainModule())
                .annotationIntrospector(new DomainIntrospector(defaults))
                .injectableValues(new InjectableValues.Std(defaults.byId()))
                .visibility(DomainIntrospector.FIELDS_ONLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build();
    }

    /** The body of a record of a topic. */
    public byte[] write(Topic topic, Message message) {
        return write(Objects.requireNonNull(writers.get(topic)), message);
    }

    /**
     * The message in the body of a record of a topic.
     *
     * @throws Unreadable when it is garbage or lacks what its record needs
     */
    public Message read(Topic topic, byte[] body) throws Unreadable {
        return (Message) read(Objects.requireNonNull(readers.get(topic)), body);
    }

    /** A state, or anything else made of fields, as JSON. */
    public byte[] write(Object value) {
        return write(mapper.writer(), value);
    }

    /**
     * A value from JSON that {@link #write(Object)} made.
     *
     * @param parameters type arguments of {@code type}
     * @throws Unreadable when it is garbage
     */
    public <T> T read(Class<T> type, byte[] json, Class<?>... parameters) throws Unreadable {
        JavaType full = parameters.length == 0
                ? mapper.constructType(type)
                : mapper.getTypeFactory().constructParametricType(type, parameters);
        return type.cast(read(values.computeIfAbsent(full, t -> mapper.readerFor(full)), json));
    }

    private static byte[] write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object read(ObjectReader reader, byte[] json) throws Unreadable {
        try {
            @Nullable Object value = reader.readValue(json);
            if (value == null) {
                throw new Unreadable("null is no record");
            }
            return value;
        } catch (JacksonException e) {
            throw new Unreadable(oneLine(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String oneLine(JacksonException e) {
        String line = e.getOriginalMessage().lines().findFirst().orElse("not readable");
        return e.getLocation() == null
                ? line
                : line + " at column " + e.getLocation().getColumnNr();
    }
}
