package io.basis.domain.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;

class InstrumentKeyProperties {

    @Property
    void parseAcceptsWhatToStringPrints(
            @ForAll Venue venue,
            @ForAll PositionType type,
            @ForAll @NotBlank @CharRange(from = 'A', to = 'z') String symbol) {
        InstrumentKey key = new InstrumentKey(venue, type, symbol);

        InstrumentKey again = InstrumentKey.parse(key.toString());

        assertThat(again).isEqualTo(key);
    }

    @Property
    void toStringPrintsWhatParseAccepted(
            @ForAll Venue venue,
            @ForAll PositionType type,
            @ForAll @NotBlank @CharRange(from = '0', to = '9') String symbol) {
        String text = venue + ":" + type + ":" + symbol;

        String again = InstrumentKey.parse(text).toString();

        assertThat(again).isEqualTo(text);
    }
}
