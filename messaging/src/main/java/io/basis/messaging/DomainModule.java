package io.basis.messaging;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.pnl.Attribution;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The domain types that are not written component by component. */
final class DomainModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    DomainModule() {
        text(BigDecimal.class, BigDecimal::new);
        text(Instant.class, Instant::parse);
        text(Duration.class, Duration::parse);
        addDeserializer(String.class, new TextReader<>(String.class, text -> text));
        text(InstrumentKey.class, InstrumentKey::parse);
        text(SeriesKey.class, SeriesKey::parse);
        text(SeriesPattern.class, SeriesPattern::parse);

        addSerializer(double.class, new DoubleWriter());
        addSerializer(Double.class, new DoubleWriter());
        addDeserializer(double.class, new DoubleReader(Double.NaN));
        addDeserializer(Double.class, new DoubleReader(null));

        Layouts<SeriesLayout> series = new Layouts<>(
                names -> new SeriesLayout(names.stream().map(SeriesKey::parse).toList()));
        addSerializer(SeriesLayout.class, new Layouts.Writer<>(SeriesLayout.class, SeriesLayout::keys));
        addDeserializer(SeriesLayout.class, new Layouts.Reader<>(SeriesLayout.class, series));
        addSerializer(MarketSnapshot.class, new SnapshotJson.Writer());
        addDeserializer(MarketSnapshot.class, new SnapshotJson.Reader(series));

        Layouts<PositionLayout> positions = new Layouts<>(names ->
                new PositionLayout(names.stream().map(InstrumentKey::parse).toList()));
        addSerializer(PositionLayout.class, new Layouts.Writer<>(PositionLayout.class, PositionLayout::keys));
        addDeserializer(PositionLayout.class, new Layouts.Reader<>(PositionLayout.class, positions));
        addSerializer(Positions.class, new PositionsJson.Writer());
        addDeserializer(Positions.class, new PositionsJson.Reader(positions));

        addSerializer(Attribution.class, new AttributionJson.Writer());
        addDeserializer(Attribution.class, new AttributionJson.Reader());
    }

    /** A type that is one string, as a value and as a key, and that parses what it prints. */
    private <T> void text(Class<T> type, Function<String, T> parse) {
        addSerializer(type, new ToStringSerializer(type));
        addDeserializer(type, new TextReader<>(type, parse));
        addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public @Nullable Object deserializeKey(String key, DeserializationContext context) throws IOException {
                try {
                    return parse.apply(key);
                } catch (IllegalArgumentException | DateTimeException e) {
                    return context.handleWeirdKey(type, key, "%s", e.getMessage());
                }
            }
        });
    }

    private static final class TextReader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        TextReader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        /** Strings only: a decimal that came as a number may have been through a double, a time may be in any unit. */
        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            String text = parser.getText();
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw context.weirdStringException(text, handledType(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** NaN counts as empty, so that records leave it out; the field of a state has {@code "NaN"}. */
    private static final class DoubleWriter extends StdScalarSerializer<Double> {
        private static final long serialVersionUID = 1L;

        DoubleWriter() {
            super(Double.class);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Double value) {
            return value.isNaN();
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(value);
        }
    }

    /** A number that was left out is NaN, or null where the component may be null. */
    private static final class DoubleReader extends StdScalarDeserializer<Double> {
        private static final long serialVersionUID = 1L;

        private final @Nullable Double absent;

        DoubleReader(@Nullable Double absent) {
            super(Double.class);
            this.absent = absent;
        }

        @Override
        public @Nullable Double getNullValue(DeserializationContext context) {
            return absent;
        }

        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isNumeric()) {
                return parser.getDoubleValue();
            }
            return switch (parser.getText()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> (Double) context.handleUnexpectedToken(Double.class, parser);
            };
        }
    }
}
