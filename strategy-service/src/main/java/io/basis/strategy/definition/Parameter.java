package io.basis.strategy.definition;

import java.util.Optional;

/**
 * One key of a strategy's configuration, declared once: validation, overrides and documentation follow from it.
 *
 * @param name the dotted key, as overrides and errors write it
 * @param section where the mode file holds it
 * @param standard the default as text, empty where every mode file must say it
 * @param unit what the number counts
 * @param use who uses it; elsewhere it is refused
 * @param settable whether an override may change it, false for what makes the mode what it is
 * @param doc one sentence
 */
public record Parameter<T>(
        String name,
        Section section,
        ValueType<T> type,
        Optional<String> standard,
        String unit,
        Use use,
        boolean settable,
        String doc) {

    /** Where a mode file holds a key. */
    public enum Section {
        TOP(""),
        RISK_LIMITS("component_config.risk_monitor.limits.");

        private final String prefix;

        Section(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The full path of the key in a mode file. */
    public String path() {
        return section.prefix + name;
    }

    /**
     * The value of a text.
     *
     * @param where what the text comes from, for the error
     * @throws InvalidDefinition when the text is not of this parameter's type
     */
    public T read(String text, String where) {
        return type.reader()
                .apply(text)
                .orElseThrow(() -> new InvalidDefinition(
                        InvalidDefinition.Code.WRONG_VALUE,
                        where + ": " + name + " is '" + text + "', which is not " + type.words()));
    }

    /** The canonical text of a value of this parameter. */
    String print(Object value) {
        @SuppressWarnings("unchecked") // Settings keeps only what read() returned.
        T typed = (T) value;
        return type.printer().apply(typed);
    }
}
