package io.basis.backtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build knows of itself. */
public final class Build {

    private static final Properties PROPERTIES = read();

    private Build() {}

    /** Version of Basis. */
    public static String version() {
        return Objects.requireNonNull(PROPERTIES.getProperty("version"));
    }

    /** Version of the charting library on the class path. */
    public static String uplotVersion() {
        return Objects.requireNonNull(PROPERTIES.getProperty("uplot.version"));
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            properties.load(Objects.requireNonNull(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
