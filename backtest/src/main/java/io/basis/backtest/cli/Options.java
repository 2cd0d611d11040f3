package io.basis.backtest.cli;

import io.basis.domain.scenario.Scenario;
import io.basis.strategy.definition.Scenarios;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the values of options that several commands have. */
final class Options {

    /** Where the project stands; the launcher says so. */
    private static final String HOME = "basis.home";

    private Options() {}

    /** A date (its midnight) or an instant, UTC. */
    static Instant instant(String where, String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException wrong) {
            throw new WrongInput(where + " is '" + text
                    + "', a date such as 2024-06-01 or an instant such as 2024-06-01T00:00:00Z is needed");
        }
    }

    /** {@code key=value} as a map; a key may be given once. */
    static Map<String, String> overrides(List<String> settings) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw new WrongInput("--set is '" + setting + "', key=value is needed");
            }
            String key = setting.substring(0, equals).strip();
            if (overrides.put(key, setting.substring(equals + 1).strip()) != null) {
                throw new WrongInput("--set " + key + " is given twice, once is enough");
            }
        }
        return overrides;
    }

    /** A shipped scenario by its name, or that of a file. */
    static Scenario scenario(String nameOrFile) {
        Path file = Path.of(nameOrFile);
        if (Scenarios.names().contains(nameOrFile)
                || (!Files.exists(file) && file.getNameCount() == 1 && !nameOrFile.endsWith(".yaml"))) {
            return Scenarios.named(nameOrFile);
        }
        try {
            return Scenarios.parse(nameOrFile, Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new WrongInput("--scenario " + nameOrFile + " does not exist");
        } catch (CharacterCodingException binary) {
            throw new WrongInput("--scenario " + nameOrFile + " is not a text in UTF-8");
        } catch (IOException unreadable) {
            throw new WrongInput("--scenario " + nameOrFile + " cannot be read: " + unreadable.getMessage());
        }
    }

    static Path home() {
        return Path.of(System.getProperty(HOME, ""));
    }
}
