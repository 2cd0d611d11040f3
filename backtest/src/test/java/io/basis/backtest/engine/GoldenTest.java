package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.strategy.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten synthetic days of every mode, or twenty hours, with a deposit, a withdrawal and one that is too large, decision by
 * decision.
 *
 * <p>A change of behaviour shows as a difference in {@code golden/MODE/}. Where it is meant, run this test with
 * {@code -Dbasis.golden=write} and review the difference like code.
 */
class GoldenTest {

    private static final long SEED = 2;
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    @ParameterizedTest
    @MethodSource("io.basis.strategy.definition.Modes#names")
    void everyModeDecidesAsItDid(String mode) throws IOException {
        // Given
        Path folder = FOLDER.resolve(mode);
        Runs run = Runs.of(mode)
                .flow(Flow.Type.DEPOSIT, "0.2", 30)
                .flow(Flow.Type.WITHDRAWAL, "0.5", 60)
                .flow(Flow.Type.WITHDRAWAL, "5", 90);

        // When
        Story story = new Story();
        run.observe(SyntheticMarket.calm(SEED), story::on);

        // Then
        assertGolden(folder.resolve("decisions.txt"), story.decisions());
        assertGolden(folder.resolve("equity.txt"), story.equity());
    }

    private static void assertGolden(Path file, String text) throws IOException {
        if (System.getProperty("basis.golden", "").equals("write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("write it with -Dbasis.golden=write").exists();
        assertThat(text).as(file.toString()).isEqualTo(Files.readString(file));
    }
}
