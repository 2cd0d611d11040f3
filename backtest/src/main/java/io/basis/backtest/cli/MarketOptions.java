package io.basis.backtest.cli;

import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.SampleCatalogue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which catalogue to use. */
final class MarketOptions {

    private static final long SAMPLE_SEED = 1;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Catalogue folder; without it the bundled sample, which is synthetic.")
    @Nullable
    Path data;

    /** The catalogue; the sample is made on first use. */
    Catalogue open() {
        return data == null ? SampleCatalogue.open(samplePath(), SAMPLE_SEED) : Catalogue.open(data);
    }

    /** The catalogue as the user would name it. */
    String label() {
        return data == null ? "bundled sample" : data.toString();
    }

    private static Path samplePath() {
        return Options.home().resolve(".basis").resolve("sample");
    }
}
