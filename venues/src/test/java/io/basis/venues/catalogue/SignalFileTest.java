package io.basis.venues.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.venues.catalogue.Signal.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalFileTest {

    private static final String HEADER = "timestamp,signal,confidence,sd\n";
    private static final Signal LONG =
            new Signal(Instant.parse("2024-06-01T00:05:00Z"), Direction.LONG, 0.7123456789, 0.00042);
    private static final Signal SHORT = new Signal(Instant.parse("2024-06-01T00:10:00Z"), Direction.SHORT, 1, 3e-9);
    private static final Signal NEUTRAL =
            new Signal(Instant.parse("2024-06-01T01:00:00Z"), Direction.NEUTRAL, 0, 0.1 + 0.2);

    @TempDir
    private Path folder;

    @Test
    void reads_a_row_for_each_prediction() throws IOException {
        // Given
        Path file = file(HEADER + "2024-06-01T00:05:00Z,long,0.7123456789,4.2e-4\n2024-06-01T00:10:00Z,short,1,3e-9");

        // When
        List<Signal> signals = SignalFile.read(file);

        // Then
        assertThat(signals).containsExactly(LONG, SHORT);
        assertThat(signals.getFirst().direction().sign()).isEqualTo(1);
        assertThat(signals.getLast().direction().sign()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signals.csv", "signals.csv.gz"})
    void what_is_written_reads_back_the_same(String name) throws IOException {
        // Given
        Path file = folder.resolve(name);

        // When
        SignalFile.write(file, List.of(LONG, SHORT, NEUTRAL));

        // Then
        assertThat(SignalFile.read(file)).containsExactly(LONG, SHORT, NEUTRAL);
    }

    @Test
    void a_name_that_ends_with_gz_means_gzip() throws IOException {
        // Given
        Path file = folder.resolve("signals.csv.gz");

        // When
        Files.write(file, Folder.gzip(HEADER + "2024-06-01T00:05:00Z,long,0.7123456789,0.00042\n"));

        // Then
        assertThat(SignalFile.read(file)).containsExactly(LONG);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2024-06-01T00:10:00Z,up,0.5,0.01;signal is 'up', long, short or neutral is needed",
                "2024-06-01T00:10:00Z,LONG,0.5,0.01;signal is 'LONG', long, short or neutral is needed",
                "2024-06-01T00:05:00Z,long,0.5,0.01;timestamp 2024-06-01T00:05:00Z stands twice, each instant may stand once",
                "2024-06-01T00:00:00Z,long,0.5,0.01;timestamp 2024-06-01T00:00:00Z comes after 2024-06-01T00:05:00Z, rows must be sorted by time",
                "2024-06-01T00:12:00Z,long,0.5,0.01;timestamp 2024-06-01T00:12:00Z is not a multiple of 5 minutes, the open of a five-minute bar is needed",
                "yesterday,long,0.5,0.01;timestamp is 'yesterday', an instant such as 2024-06-01T00:05:00Z is needed",
                "2024-06-01T00:10:00Z,long,1.01,0.01;confidence is 1.01, a number from 0 to 1 is needed",
                "2024-06-01T00:10:00Z,long,-0.5,0.01;confidence is -0.5, a number from 0 to 1 is needed",
                "2024-06-01T00:10:00Z,long,,0.01;confidence is '', a number from 0 to 1 is needed",
                "2024-06-01T00:10:00Z,long,0.5,0;sd is 0.0, a fraction above 0 is needed",
                "2024-06-01T00:10:00Z,long,0.5,-1;sd is -1.0, a fraction above 0 is needed",
                "2024-06-01T00:10:00Z,long,0.5,NaN;sd is 'NaN', a fraction above 0 is needed",
                "2024-06-01T00:10:00Z,long,0.5,1e999;sd is Infinity, a fraction above 0 is needed",
                "2024-06-01T00:10:00Z,neutral,0.5,;sd is '', a fraction above 0 is needed",
                "2024-06-01T00:10:00Z,long,0.5;row has 3 fields, 4 are needed: timestamp,signal,confidence,sd"
            })
    void a_wrong_row_is_refused_by_its_line(String row, String message) throws IOException {
        // Given
        Path file = file(HEADER + "2024-06-01T00:05:00Z,long,0.5,0.01\n" + row + "\n");

        // When Then
        assertThatThrownBy(() -> SignalFile.read(file))
                .isInstanceOf(CatalogueException.class)
                .hasMessage(file + " line 3: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';line 1: the header is '', timestamp,signal,confidence,sd is needed",
                "timestamp,signal,sd;line 1: the header is 'timestamp,signal,sd', timestamp,signal,confidence,sd is needed",
                "timestamp,signal,confidence,sd;line 1: there are no rows, at least one is needed"
            })
    void a_file_without_header_or_rows_is_refused(String text, String message) throws IOException {
        // Given
        Path file = file(text);

        // When Then
        assertThatThrownBy(() -> SignalFile.read(file))
                .isInstanceOf(CatalogueException.class)
                .hasMessage(file + " " + message);
    }

    @Test
    void what_is_no_file_is_refused() {
        assertThatThrownBy(() -> SignalFile.read(folder))
                .hasMessage(folder + " is a folder, a file with timestamp,signal,confidence,sd is needed");
        assertThatThrownBy(() -> SignalFile.read(folder.resolve("none.csv")))
                .hasMessageEndingWith("none.csv does not exist, a file with timestamp,signal,confidence,sd is needed");
    }

    @Test
    void a_broken_gzip_file_is_refused() throws IOException {
        // Given
        byte[] whole = Folder.gzip(HEADER + "2024-06-01T00:05:00Z,long,0.7123456789,0.00042\n");
        Path cut = folder.resolve("cut.csv.gz");
        Path plain = folder.resolve("plain.csv.gz");

        // When
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(plain, HEADER);

        // Then
        assertThatThrownBy(() -> SignalFile.read(cut)).hasMessageContaining("gzip data is cut off");
        assertThatThrownBy(() -> SignalFile.read(plain)).hasMessageContaining("gzip data is corrupt");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("signals.csv"), text);
    }
}
