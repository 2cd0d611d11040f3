package io.basis.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * {@code stack.json}: what runs in a directory, for people and scripts that want to look at it or kill some of it.
 *
 * @param pid the launcher, which also is the broker
 */
record StackFile(long pid, int kafkaPort, int postgresPort, long postgresPid, List<Service> services) {
    record Service(String name, long pid, int httpPort, String log) {}

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Path in(Path directory) {
        return directory.resolve("stack.json");
    }

    /** What runs in a directory; nothing when its launcher is gone, whatever a killed one left behind. */
    static Optional<StackFile> running(Path directory) {
        if (Files.notExists(in(directory))) return Optional.empty();
        try {
            StackFile file = JSON.readValue(in(directory).toFile(), StackFile.class);
            return ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive).map(launcher -> file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file in one step: a reader never sees half of it. */
    void write(Path directory) {
        Path draft = directory.resolve("stack.json.new");
        try {
            JSON.writeValue(draft.toFile(), this);
            Files.move(draft, in(directory), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path directory) {
        try {
            Files.deleteIfExists(in(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
