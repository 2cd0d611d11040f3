package io.basis.venues.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class InstantTextProperties {

    /** From year 1 to year 9999. */
    @Property(tries = 20_000)
    void reads_what_instant_prints(@ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds) {
        Instant instant = Instant.ofEpochSecond(seconds);

        assertThat(parse(instant.toString())).isEqualTo(instant.toEpochMilli());
    }

    @Property
    void reads_a_date_as_its_midnight(@ForAll @LongRange(min = -719_162, max = 2_932_896) long day) {
        Instant midnight = Instant.ofEpochSecond(day * 86_400);
        String date = midnight.atOffset(ZoneOffset.UTC).toLocalDate().toString();

        assertThat(parse(date)).isEqualTo(midnight.toEpochMilli());
    }

    @Example
    void refuses_everything_else() {
        for (String text : new String[] {
            "",
            "2024",
            "2024-13-01",
            "2024-00-01",
            "2024-02-30",
            "2023-02-29",
            "2024/02/01",
            "2024-02-0a",
            "2024-02-01T24:00:00Z",
            "2024-02-01T00:60:00Z",
            "2024-02-01T00:00:60Z",
            "2024-02-01 00:00:00Z",
            "2024-02-01T00:00:00+",
            "2024-02-01T00:00:00",
            "2024-02-01T00:00:00.000Z",
            "20240201000000000000"
        }) {
            assertThat(parse(text)).as("'%s'", text).isEqualTo(InstantText.NONE);
        }
    }

    private static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return InstantText.parse(bytes, 0, bytes.length);
    }
}
