package io.basis.backtest.output;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: aligned columns under a line of names and a line of units. */
public final class TextTable {

    private static final String BETWEEN = "  ";

    private final List<Boolean> alignedRight = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> units = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    /** Adds a column of texts. */
    public TextTable left(String name, String unit) {
        return column(name, unit, false);
    }

    /** Adds a column of numbers. */
    public TextTable right(String name, String unit) {
        return column(name, unit, true);
    }

    private TextTable column(String name, String unit, boolean right) {
        names.add(name);
        units.add(unit);
        alignedRight.add(right);
        return this;
    }

    public void row(String... cells) {
        if (cells.length != names.size()) {
            throw new IllegalArgumentException(names.size() + " cells are needed, got " + cells.length);
        }
        rows.add(cells.clone());
    }

    /** The lines of the table, each ended. */
    @Override
    public String toString() {
        List<String[]> lines = new ArrayList<>();
        lines.add(names.toArray(new String[0]));
        if (units.stream().anyMatch(unit -> !unit.isEmpty())) {
            lines.add(units.toArray(new String[0]));
        }
        lines.addAll(rows);
        int[] widths = new int[names.size()];
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            StringBuilder written = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line[i].length());
                written.append(i == 0 ? "" : BETWEEN);
                written.append(alignedRight.get(i) ? padding + line[i] : line[i] + padding);
            }
            text.append(written.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
