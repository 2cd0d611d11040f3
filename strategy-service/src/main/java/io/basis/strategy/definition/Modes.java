package io.basis.strategy.definition;

import io.basis.strategy.definition.InvalidDefinition.Code;
import java.util.List;

/** The modes that exist: one file each under {@code modes/}, listed in {@code modes/index.txt}. */
public final class Modes {

    private static final List<String> NAMES =
            YamlFile.text("modes/index.txt").lines().map(String::strip).toList();

    private Modes() {}

    /** Names of all modes, in the order in which they are shown. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads and checks the file of a mode.
     *
     * @throws InvalidDefinition for a mode that does not exist, suggesting the nearest, or for a file with a mistake
     */
    public static ModeFile load(String mode) {
        if (!NAMES.contains(mode)) {
            throw new InvalidDefinition(
                    Code.UNKNOWN_MODE,
                    "unknown mode '" + mode + "'" + Nearest.suggestion(mode, NAMES) + " (modes: "
                            + String.join(", ", NAMES) + ")");
        }
        String file = "modes/" + mode + ".yaml";
        return ModeFile.parse(mode, file, YamlFile.text(file));
    }
}
