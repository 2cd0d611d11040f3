package io.basis.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to use a directory, held by one owner at a time and given back when the process ends in whatever way.
 *
 * <p>A lock of the operating system rather than a file with a pid: it cannot be left behind by a killed process.
 */
public final class DirectoryLock implements AutoCloseable {
    /** Asked before the file is opened: closing a second channel of one JVM would drop the lock of the first. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Creates the directory if needed and takes it, or says in one line who has it. */
    public static DirectoryLock acquire(Path wanted) {
        Path directory = existing(wanted);
        if (!HELD.add(directory))
            throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
        boolean acquired = false;
        try {
            var lock = new DirectoryLock(directory, lockedChannel(directory));
            acquired = true;
            return lock;
        } finally {
            if (!acquired) HELD.remove(directory);
        }
    }

    /** Returns the directory, as the file system names it: without links and relative parts. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(directory);
        }
    }

    private static Path existing(Path wanted) {
        try {
            return Files.createDirectories(wanted).toRealPath();
        } catch (IOException e) {
            throw new StartException("cannot use the directory %s: %s".formatted(wanted, e), e);
        }
    }

    private static FileChannel lockedChannel(Path directory) {
        Path file = directory.resolve("lock");
        try {
            var channel = FileChannel.open(file, CREATE, WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(directory, Files.readString(file, US_ASCII).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)));
            return channel;
        } catch (IOException e) {
            throw new StartException("cannot lock %s: %s".formatted(file, e), e);
        }
    }

    private static StartException inUse(Path directory, String pid) {
        return new StartException(
                "%s is in use by process %s: stop it or choose another directory".formatted(directory, pid));
    }
}
