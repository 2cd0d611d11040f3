package io.basis.messaging;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Positions as {@code {"binance:Perp:BTCUSDT":["-0.5","-32000.1"],…}}: quantity and, unless it is 0, open cost. */
final class PositionsJson {

    private PositionsJson() {}

    static final class Writer extends StdSerializer<Positions> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Positions.class);
        }

        @Override
        @SuppressWarnings("BigDecimalEquals") // the scale counts: what is read back must be the same to the last digit
        public void serialize(Positions positions, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            for (int slot = 0; slot < positions.layout().size(); slot++) {
                json.writeArrayFieldStart(positions.layout().key(slot).toString());
                json.writeString(positions.quantity(slot).toString());
                if (!positions.cost(slot).equals(BigDecimal.ZERO)) {
                    json.writeString(positions.cost(slot).toString());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<Positions> {
        private static final long serialVersionUID = 1L;

        private final transient Layouts<PositionLayout> layouts;

        Reader(Layouts<PositionLayout> layouts) {
            super(Positions.class);
            this.layouts = layouts;
        }

        @Override
        public Positions deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                context.handleUnexpectedToken(Positions.class, parser);
            }
            List<String> names = new ArrayList<>();
            List<BigDecimal> quantity = new ArrayList<>();
            List<BigDecimal> cost = new ArrayList<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                names.add(parser.currentName());
                parser.nextToken();
                BigDecimal[] amounts = context.readValue(parser, BigDecimal[].class);
                if (amounts.length == 0 || amounts.length > 2) {
                    context.reportInputMismatch(this, "a position needs a quantity and may have a cost");
                }
                quantity.add(amounts[0]);
                cost.add(amounts.length == 2 ? amounts[1] : BigDecimal.ZERO);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                context.handleUnexpectedToken(Positions.class, parser);
            }
            return Positions.of(
                    layouts.of(names, context), quantity.toArray(BigDecimal[]::new), cost.toArray(BigDecimal[]::new));
        }
    }
}
