package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsTest {

    private final Codec codec =
            new Codec(new Defaults(Map.of(Report.class, Map.of("part", 1, "notes", List.of("as before")))));

    /** What a newer version made of a record that had nothing but a name. */
    private record Report(String name, int part, List<String> notes) {}

    @Test
    void sayWhatAnOldRecordMeant() throws Unreadable {
        assertThat(read("{\"name\":\"old\"}")).isEqualTo(new Report("old", 1, List.of("as before")));
        assertThat(codec.read(Told.class, "{\"reports\":[{\"name\":\"old\"}]}".getBytes(UTF_8)))
                .isEqualTo(new Told(List.of(new Report("old", 1, List.of("as before")))));
    }

    private record Told(List<Report> reports) {}

    @Test
    void giveWayToWhatARecordSays() throws Unreadable {
        Report said = new Report("new", 2, List.of());

        assertThat(read(new String(codec.write(said), UTF_8))).isEqualTo(said);
    }

    @Test
    void doNotMendARecordThatIsWrong() {
        assertThatThrownBy(() -> read("{\"part\":2}")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> read("{\"name\":\"n\",\"part\":null}")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> read("{\"name\":\"n\",\"part\":\"one\"}")).isInstanceOf(Unreadable.class);
    }

    @Test
    void nameComponentsThatAreThereWithValuesThatFit() {
        assertThatThrownBy(() -> new Defaults(Map.of(Report.class, Map.of("piece", 1))))
                .hasMessage("Report has no component piece");
        assertThatThrownBy(() -> new Defaults(Map.of(Report.class, Map.of("part", 1L))))
                .hasMessageContaining("Report.part is of type int");
    }

    private Report read(String json) throws Unreadable {
        return codec.read(Report.class, json.getBytes(UTF_8));
    }
}
