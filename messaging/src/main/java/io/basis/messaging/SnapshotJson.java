package io.basis.messaging;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.WritableTypeId;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as {@code {"at":…,"series":{"spot:binance:BTCUSDT":[value,high,low,"SUBSTITUTED"],…}}}, in layout order.
 *
 * <p>Numbers at the end that are absent are left out, and so is the provenance that goes without saying: observed where
 * there is a value, absent where there is none.
 */
final class SnapshotJson {

    private SnapshotJson() {}

    private static Provenance implied(double value) {
        return Double.isNaN(value) ? Provenance.ABSENT : Provenance.OBSERVED;
    }

    static final class Writer extends StdSerializer<MarketSnapshot> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(MarketSnapshot.class);
        }

        @Override
        public void serialize(MarketSnapshot snapshot, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            writeFields(snapshot, json);
            json.writeEndObject();
        }

        @Override
        public void serializeWithType(
                MarketSnapshot snapshot, JsonGenerator json, SerializerProvider provider, TypeSerializer types)
                throws IOException {
            WritableTypeId type = types.writeTypePrefix(json, types.typeId(snapshot, JsonToken.START_OBJECT));
            writeFields(snapshot, json);
            types.writeTypeSuffix(json, type);
        }

        private static void writeFields(MarketSnapshot snapshot, JsonGenerator json) throws IOException {
            json.writeStringField("at", snapshot.at().toString());
            json.writeObjectFieldStart("series");
            List<SeriesKey> keys = snapshot.layout().keys();
            for (int slot = 0; slot < keys.size(); slot++) {
                json.writeArrayFieldStart(keys.get(slot).toString());
                writeNumbers(json, snapshot.value(slot), snapshot.high(slot), snapshot.low(slot));
                if (snapshot.provenance(slot) != implied(snapshot.value(slot))) {
                    json.writeString(snapshot.provenance(slot).name());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }

        private static void writeNumbers(JsonGenerator json, double... numbers) throws IOException {
            int count = numbers.length;
            while (count > 0 && Double.isNaN(numbers[count - 1])) {
                count--;
            }
            for (int i = 0; i < count; i++) {
                if (Double.isNaN(numbers[i])) {
                    json.writeNull();
                } else {
                    json.writeNumber(numbers[i]);
                }
            }
        }
    }

    static final class Reader extends StdDeserializer<MarketSnapshot> {
        private static final long serialVersionUID = 1L;

        private static final int NUMBERS = 3;

        private final transient Layouts<SeriesLayout> layouts;

        Reader(Layouts<SeriesLayout> layouts) {
            super(MarketSnapshot.class);
            this.layouts = layouts;
        }

        @Override
        public MarketSnapshot deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.isExpectedStartObjectToken()) {
                parser.nextToken();
            }
            @Nullable Instant at = null;
            @Nullable Series series = null;
            // A parser that has read the type already stands at the next field, one that has not at the object.
            for (; parser.currentToken() == JsonToken.FIELD_NAME; parser.nextToken()) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "at" -> at = at(parser, context);
                    case "series" -> series = series(parser, context);
                    default -> parser.skipChildren();
                }
            }
            if (at == null || series == null) {
                return context.reportInputMismatch(this, "a snapshot needs %s", at == null ? "at" : "series");
            }
            int size = series.names.size();
            return new MarketSnapshot(
                    at,
                    layouts.of(series.names, context),
                    Arrays.copyOf(series.numbers[0], size),
                    Arrays.copyOf(series.numbers[1], size),
                    Arrays.copyOf(series.numbers[2], size),
                    Arrays.copyOf(series.provenance, size));
        }

        private static Instant at(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, Instant.class, "not an instant");
            }
        }

        private static Series series(JsonParser parser, DeserializationContext context) throws IOException {
            Series series = new Series();
            if (!parser.isExpectedStartObjectToken()) {
                context.handleUnexpectedToken(MarketSnapshot.class, parser);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int slot = series.add(parser.currentName());
                parser.nextToken();
                if (!parser.isExpectedStartArrayToken()) {
                    context.handleUnexpectedToken(MarketSnapshot.class, parser);
                }
                entry(series, slot, parser, context);
            }
            return series;
        }

        private static void entry(Series series, int slot, JsonParser parser, DeserializationContext context)
                throws IOException {
            @Nullable Provenance stated = null;
            int number = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonToken token = parser.currentToken();
                if (token.isNumeric() && number < NUMBERS) {
                    series.numbers[number++][slot] = parser.getDoubleValue();
                } else if (token == JsonToken.VALUE_NULL && number < NUMBERS) {
                    number++;
                } else if (token == JsonToken.VALUE_STRING && stated == null) {
                    stated = context.readValue(parser, Provenance.class);
                } else {
                    context.handleUnexpectedToken(MarketSnapshot.class, parser);
                }
            }
            series.provenance[slot] = stated == null ? implied(series.numbers[0][slot]) : stated;
        }

        /** The columns of a snapshot while they are being read. */
        private static final class Series {
            final List<String> names = new ArrayList<>();
            double[][] numbers = new double[NUMBERS][0];
            Provenance[] provenance = new Provenance[0];

            int add(String name) {
                int slot = names.size();
                names.add(name);
                if (slot == provenance.length) {
                    int capacity = Math.max(32, 2 * slot);
                    provenance = Arrays.copyOf(provenance, capacity);
                    for (int i = 0; i < NUMBERS; i++) {
                        numbers[i] = Arrays.copyOf(numbers[i], capacity);
                        Arrays.fill(numbers[i], slot, capacity, Double.NaN);
                    }
                }
                return slot;
            }
        }
    }
}
