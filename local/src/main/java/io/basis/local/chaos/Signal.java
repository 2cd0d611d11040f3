package io.basis.local.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java cannot send. */
final class Signal {

    private Signal() {}

    static void freeze(long pid) {
        run("kill", "-STOP", Long.toString(pid));
    }

    static void thaw(long pid) {
        run("kill", "-CONT", Long.toString(pid));
    }

    /**
     * Runs a small command to its end.
     *
     * @return true when it could be run and said that all went well
     */
    static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while running " + command[0], e));
        }
    }
}
