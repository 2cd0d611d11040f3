package io.basis.strategy.definition;

import io.basis.strategy.definition.InvalidDefinition.Code;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value for every parameter: what was set, else the default. */
public final class Settings {

    private final Map<Parameter<?>, Object> values;

    private Settings(Map<Parameter<?>, Object> values) {
        this.values = values;
    }

    /**
     * The defaults with these texts put over them.
     *
     * @param where where the texts come from, for errors
     * @throws InvalidDefinition when a text is of the wrong type, or a parameter without default is missing
     */
    static Settings of(Map<Parameter<?>, String> texts, String where) {
        Map<Parameter<?>, Object> values = new HashMap<>();
        for (Parameter<?> parameter : ParameterTable.all()) {
            @Nullable String text = texts.get(parameter);
            if (text == null) {
                text = parameter
                        .standard()
                        .orElseThrow(() -> new InvalidDefinition(
                                Code.MISSING_KEY,
                                where + ": " + parameter.path() + " is missing; give it "
                                        + parameter.type().words()));
            }
            values.put(parameter, parameter.read(text, where));
        }
        return new Settings(values);
    }

    /** These settings with some replaced. */
    Settings with(Map<Parameter<?>, String> texts, String where) {
        Map<Parameter<?>, Object> replaced = new HashMap<>(values);
        texts.forEach((parameter, text) -> replaced.put(parameter, parameter.read(text, where)));
        return new Settings(replaced);
    }

    /** A parameter with its value, as errors show it. */
    String print(Parameter<?> parameter) {
        return parameter.name() + " (" + parameter.print(value(parameter)) + ")";
    }

    /**
     * Refuses a value that is not above another.
     *
     * @throws InvalidDefinition naming both parameters and their values
     */
    <N extends Comparable<N>> void requireAbove(Parameter<N> upper, Parameter<N> lower) {
        if (get(upper).compareTo(get(lower)) <= 0) {
            throw new InvalidDefinition(Code.CONTRADICTION, print(upper) + " must be above " + print(lower));
        }
    }

    public <T> T get(Parameter<T> parameter) {
        @SuppressWarnings("unchecked") // of() and with() keep only what Parameter.read() returned.
        T typed = (T) value(parameter);
        return typed;
    }

    private Object value(Parameter<?> parameter) {
        @Nullable Object value = values.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + parameter.name());
        }
        return value;
    }
}
