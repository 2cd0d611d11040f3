package io.basis.messaging;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.pnl.Source;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** An attribution as an object by source. */
final class AttributionJson {

    private static final Map<String, Source> SOURCES = new TreeMap<>();

    static {
        for (Source source : Source.values()) {
            SOURCES.put(source.wire(), source);
        }
    }

    private AttributionJson() {}

    static final class Writer extends StdSerializer<Attribution> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Attribution.class);
        }

        @Override
        public void serialize(Attribution attribution, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            for (Source source : Source.values()) {
                double amount = attribution.amount(source);
                if (Double.isNaN(amount)) {
                    json.writeNullField(source.wire());
                } else {
                    json.writeNumberField(source.wire(), amount);
                }
            }
            json.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<Attribution> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Attribution.class);
        }

        /**
         * A source that is not there was not known when this was written: nothing was attributed to it. One that is not
         * known here has an amount that must not go missing.
         */
        @Override
        public Attribution deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                context.handleUnexpectedToken(Attribution.class, parser);
            }
            double[] amounts = new double[Source.values().length];
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Source source = SOURCES.get(parser.currentName());
                if (source == null) {
                    context.handleWeirdKey(Source.class, parser.currentName(), "not a source");
                    continue;
                }
                JsonToken value = parser.nextToken();
                if (value.isNumeric()) {
                    amounts[source.ordinal()] = parser.getDoubleValue();
                } else if (value == JsonToken.VALUE_NULL) {
                    amounts[source.ordinal()] = Double.NaN;
                } else {
                    context.handleUnexpectedToken(Attribution.class, parser);
                }
            }
            return new Attribution(amounts);
        }
    }
}
