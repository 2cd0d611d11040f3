package io.basis.backtest;

import io.basis.backtest.cli.Basis;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(System.out, System.err, args));
    }

    /** Runs one command: the result goes to {@code out}, everything else to {@code err}, both in UTF-8. */
    public static int execute(OutputStream out, OutputStream err, String... args) {
        PrintWriter result = utf8(out);
        PrintWriter rest = utf8(err);
        int exitCode = Basis.commandLine(result, rest).execute(args);
        result.flush();
        rest.flush();
        return exitCode;
    }

    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
