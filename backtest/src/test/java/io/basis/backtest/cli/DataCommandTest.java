package io.basis.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.marketdata.signal.ExampleModel;
import io.basis.strategy.definition.Modes;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.SignalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    @TempDir
    private Path folder;

    @Test
    void inspectShowsFaultsWithoutStoppingAtThem() throws IOException {
        // Given
        SmallCatalogue catalogue = SmallCatalogue.in(folder);
        catalogue.edit("spot/binance_BTCUSDT_1h", 9, row -> row.replaceFirst(",[0-9.]+", ",-1"));
        catalogue.drop("perp/bybit_BTCUSDT_1h", 20, 25);

        // When
        CommandLineRun run = CommandLineRun.of("data", "inspect", "--data", folder.toString());

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("binance_BTCUSDT_1h.csv.gz line 9", "funding:okx:ETHUSDT");
        assertThat(run.out().lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("perp:bybit:BTCUSDT").contains("6h"));
        assertThat(run.out()).contains(Modes.names());
    }

    @Test
    void signalsAreThoseOfTheExampleModelOverTheWindow() throws IOException {
        // Given
        SmallCatalogue catalogue = SmallCatalogue.in(folder.resolve("data"));
        Path file = folder.resolve("made/signals.csv.gz");

        // When
        CommandLineRun run = signals(catalogue, file, "--from", "2024-06-10T12:00:00Z", "--to", "2024-06-11");

        // Then
        List<Signal> all = new ExampleModel(Catalogue.open(catalogue.root())).signals();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("145 signals from 2024-06-10T12:00:00Z to 2024-06-11T00:00:00Z in " + file);
        assertThat(all).hasSize(289);
        assertThat(SignalFile.read(file)).isEqualTo(all.subList(144, 289));
    }

    @Test
    void signalsThatCannotBeMadeAreRefused() throws IOException {
        // Given
        SmallCatalogue catalogue = SmallCatalogue.in(folder.resolve("data"));
        Path file = folder.resolve("signals.csv");

        // When Then
        assertRefused(
                signals(catalogue, file, "--to", "2024-06-09"),
                "nothing can be predicted between --from and --to, only from 2024-06-10T00:00:00Z to"
                        + " 2024-06-11T00:00:00Z");
        assertRefused(signals(catalogue, file, "--from", "2024-06-09", "--to", "2024-06-08"), "is before --from");
        assertRefused(signals(catalogue, folder), "is a folder, a file is needed");
        catalogue.delete("ml/binance_BTCUSDT_perp_5m");
        assertRefused(signals(catalogue, file), "perp:binance:BTCUSDT_5m");
        assertThat(file).doesNotExist();
    }

    private static CommandLineRun signals(SmallCatalogue catalogue, Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("data", "signals", "--data"));
        args.add(catalogue.root().toString());
        args.addAll(List.of("--out", out.toString()));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(new String[0]));
    }

    private static void assertRefused(CommandLineRun run, String message) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("basis: ")
                .contains(message);
    }

    @Test
    void aCommandIsNeeded() {
        CommandLineRun run = CommandLineRun.of("data");
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(run.err()).isEqualTo("basis: data needs a command: inspect, sample, signals\n");
    }
}
