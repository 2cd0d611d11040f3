package io.basis.local;

import java.nio.file.Path;

/** Where things are on this machine: the project folder, and the one below it for what must survive. */
public final class Home {

    private Home() {}

    /** The project folder, from the launcher; the current folder without it. */
    public static Path folder() {
        return Path.of(System.getProperty("basis.home", "")).toAbsolutePath();
    }

    /** Broker and database of {@code up}, kept across restarts. */
    static Path stack() {
        return folder().resolve(".basis").resolve("stack");
    }

    /** Everything of the last run of {@code chaos}, its logs above all. */
    public static Path chaos() {
        return folder().resolve(".basis").resolve("chaos");
    }

    /** Broker and database of single runs, deleted after them. */
    static Path runs() {
        return folder().resolve(".basis").resolve("runs");
    }
}
