package io.basis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.embedded.LoopbackPort;
import io.basis.embedded.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void isReadyThenStops() throws IOException {
        // Given
        var service = ServiceProcess.start(dummy(Map.of()), directory);

        // When
        service.awaitReady(TIMEOUT);

        // Then
        assertThat(service.ready()).isTrue();
        assertThat(service.alive()).isTrue();
        service.stop();
        assertThat(service.alive()).isFalse();
        assertThat(service.ready()).isFalse();
        assertThat(service.log()).content().contains("ready");
    }

    @Test
    void startsAgainAfterACrash() throws IOException {
        // Given
        var service = ServiceProcess.start(dummy(Map.of()), directory);
        service.awaitReady(TIMEOUT);
        long before = service.pid();
        service.kill9();
        assertThat(service.alive()).isFalse();

        // When
        service.restart(TIMEOUT);

        // Then
        assertThat(service.ready()).isTrue();
        assertThat(service.pid()).isNotEqualTo(before);
        assertThat(service.log()).content().contains("ready\n", "ready\n");
        service.stop();
    }

    @Test
    void saysWhyItDiedBeforeItWasReady() throws IOException {
        // Given
        var service = ServiceProcess.start(dummy(Map.of("DUMMY_FAILURE", "no key basis.venue: set it")), directory);

        // When, Then
        assertThatThrownBy(() -> service.awaitReady(TIMEOUT))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("dummy ended with exit code 3 before it was ready")
                .hasMessageContaining("no key basis.venue: set it");
    }

    @Test
    void refusesAJarThatIsNotThere() {
        var spec = new ServiceSpec("dummy", directory.resolve("none.jar"), Map.of(), 8080);
        assertThatThrownBy(() -> ServiceProcess.start(spec, directory))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("dummy: there is no jar");
    }

    private ServiceSpec dummy(Map<String, String> environment) throws IOException {
        return new ServiceSpec("dummy", DummyService.jar(directory), environment, LoopbackPort.free());
    }
}
