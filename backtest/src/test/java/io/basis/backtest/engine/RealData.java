package io.basis.backtest.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basis.venues.catalogue.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The real market data, where it is at hand: beside the repository, or where {@code -Dbasis.data} says. */
final class RealData {

    private static @Nullable Catalogue opened;

    private RealData() {}

    /** Its folder; without it the test is skipped, saying why. */
    static Path folder() {
        String home = System.getProperty("basis.home", "..");
        Path data = Path.of(System.getProperty("basis.data", home + "/../shared/data"));
        assumeTrue(
                Files.isDirectory(data),
                "no real data at " + data.toAbsolutePath().normalize() + ", name it with -Dbasis.data=DIR");
        return data;
    }

    /** Opened once, so that each series is read once for all tests. */
    static synchronized Catalogue catalogue() {
        if (opened == null) {
            opened = Catalogue.open(folder());
        }
        return opened;
    }
}
