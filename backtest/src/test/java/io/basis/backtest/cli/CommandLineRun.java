package io.basis.backtest.cli;

import io.basis.backtest.Main;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What one command printed, and how it ended. */
record CommandLineRun(int exitCode, String out, String err) {

    static CommandLineRun of(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.execute(out, err, args);
        return new CommandLineRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
