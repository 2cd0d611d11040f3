package io.basis.messaging;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One layout instance per list of keys: readers bind to layouts by identity, once per run. */
final class Layouts<L> {

    private final Function<List<String>, L> make;
    private final Map<List<String>, L> byNames = new ConcurrentHashMap<>();

    Layouts(Function<List<String>, L> make) {
        this.make = make;
    }

    L of(List<String> names, DeserializationContext context) throws IOException {
        L known = byNames.get(names);
        if (known != null) {
            return known;
        }
        try {
            return byNames.computeIfAbsent(List.copyOf(names), make);
        } catch (IllegalArgumentException e) {
            return context.reportInputMismatch(Object.class, "%s", e.getMessage());
        }
    }

    static final class Writer<L> extends StdSerializer<L> {
        private static final long serialVersionUID = 1L;

        private final transient Function<L, List<?>> keys;

        Writer(Class<L> type, Function<L, List<?>> keys) {
            super(type);
            this.keys = keys;
        }

        @Override
        public void serialize(L layout, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray();
            for (Object key : keys.apply(layout)) {
                json.writeString(key.toString());
            }
            json.writeEndArray();
        }
    }

    static final class Reader<L> extends StdDeserializer<L> {
        private static final long serialVersionUID = 1L;

        private final transient Layouts<L> layouts;

        Reader(Class<L> type, Layouts<L> layouts) {
            super(type);
            this.layouts = layouts;
        }

        @Override
        public L deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                context.handleUnexpectedToken(handledType(), parser);
            }
            List<String> names = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                names.add(parser.getText());
            }
            return layouts.of(names, context);
        }
    }
}
