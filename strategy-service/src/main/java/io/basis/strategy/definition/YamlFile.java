package io.basis.strategy.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file as dotted keys, each with one value, a list of values or a list of mappings.
 *
 * <p>Values stay texts: the parameter table types them, so that a file and an override are read by the same rules.
 */
record YamlFile(String name, Map<String, Leaf> leaves) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a key holds. */
    sealed interface Leaf {}

    record Scalar(String text) implements Leaf {}

    record Texts(List<String> texts) implements Leaf {}

    /** Mappings, each read like a file of its own that is named by its place. */
    record Entries(List<YamlFile> entries) implements Leaf {}

    YamlFile {
        leaves = Collections.unmodifiableMap(new LinkedHashMap<>(leaves));
    }

    /** The text of a resource that belongs to this module. */
    static String text(String resource) {
        try (@Nullable InputStream in = YamlFile.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new InvalidDefinition(Code.UNREADABLE_FILE, resource + ": no such file");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static YamlFile parse(String name, String text) {
        JsonNode root;
        try {
            root = YAML.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new InvalidDefinition(
                    Code.UNREADABLE_FILE,
                    name + ": not valid YAML: " + firstLine(broken.getOriginalMessage()) + at(broken));
        }
        if (!root.isObject()) {
            throw new InvalidDefinition(Code.UNREADABLE_FILE, name + ": not a mapping of keys to values");
        }
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        flatten(name, "", root, leaves);
        return new YamlFile(name, leaves);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static String at(JsonProcessingException broken) {
        return broken.getLocation() == null
                ? ""
                : " (line " + broken.getLocation().getLineNr() + ")";
    }

    private static void flatten(String file, String prefix, JsonNode object, Map<String, Leaf> leaves) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            Leaf leaf = null;
            if (value.isObject()) {
                flatten(file, key + ".", value, leaves);
                continue;
            } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
                leaf = entries(file, key, value);
            } else if (value.isArray()) {
                List<String> texts = new ArrayList<>();
                for (JsonNode element : value) {
                    if (!element.isValueNode() || element.isNull()) {
                        throw new InvalidDefinition(Code.WRONG_VALUE, file + ": " + key + " must be a list of words");
                    }
                    texts.add(text(element));
                }
                leaf = new Texts(texts);
            } else if (value.isNull()) {
                throw new InvalidDefinition(Code.WRONG_VALUE, file + ": " + key + " has no value");
            } else {
                leaf = new Scalar(text(value));
            }
            if (leaves.put(key, leaf) != null) {
                throw new InvalidDefinition(Code.WRONG_VALUE, file + ": " + key + " is given twice");
            }
        }
    }

    private static Entries entries(String file, String key, JsonNode list) {
        List<YamlFile> entries = new ArrayList<>();
        for (JsonNode element : list) {
            String name = file + ": entry " + (entries.size() + 1) + " of " + key;
            if (!element.isObject()) {
                throw new InvalidDefinition(Code.WRONG_VALUE, name + " must be a mapping, as the first is");
            }
            Map<String, Leaf> leaves = new LinkedHashMap<>();
            flatten(name, "", element, leaves);
            entries.add(new YamlFile(name, leaves));
        }
        return new Entries(entries);
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    /** The text of a key that must hold one value. */
    String scalar(String key, Leaf leaf) {
        return switch (leaf) {
            case Scalar scalar -> scalar.text();
            case Texts texts ->
                throw new InvalidDefinition(
                        Code.WRONG_VALUE, name + ": " + key + " must be one value, not the list " + texts.texts());
            case Entries entries ->
                throw new InvalidDefinition(
                        Code.WRONG_VALUE, name + ": " + key + " must be one value, not a list of mappings");
        };
    }

    /** The texts of a key that must hold a list. */
    List<String> list(String key, Leaf leaf) {
        return switch (leaf) {
            case Texts texts -> texts.texts();
            case Scalar scalar ->
                throw new InvalidDefinition(
                        Code.WRONG_VALUE, name + ": " + key + " must be a list, not '" + scalar.text() + "'");
            case Entries entries ->
                throw new InvalidDefinition(
                        Code.WRONG_VALUE, name + ": " + key + " must be a list of words, not of mappings");
        };
    }

    /** The mappings of a key that must hold a list of them. */
    List<YamlFile> entries(String key, Leaf leaf) {
        return switch (leaf) {
            case Entries entries -> entries.entries();
            case Scalar scalar ->
                throw new InvalidDefinition(
                        Code.WRONG_VALUE,
                        name + ": " + key + " must be a list of mappings, not '" + scalar.text() + "'");
            case Texts texts ->
                throw new InvalidDefinition(
                        Code.WRONG_VALUE, name + ": " + key + " must be a list of mappings, not " + texts.texts());
        };
    }
}
