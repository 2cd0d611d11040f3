package io.basis.backtest.report;

import java.time.Instant;
import java.util.List;

/**
 * A chart over the time of the run.
 *
 * @param id unique on the page
 * @param unit of all its values, as written beside them
 * @param note how to read it, or empty
 * @param at instants of its points; empty where they are those that all charts share
 * @param levels limits drawn across it
 */
record Chart(
        String id, String title, String unit, String note, List<Instant> at, List<Line> lines, List<Level> levels) {

    Chart(String id, String title, String unit, String note, List<Line> lines, List<Level> levels) {
        this(id, title, unit, note, List.of(), lines, levels);
    }

    /** A line of a chart, one value per point; values that are not finite leave a gap. */
    static final class Line {

        private final String label;
        private final Look look;
        private final double[] values;

        /** Takes ownership of the array. */
        Line(String label, Look look, double[] values) {
            this.label = label;
            this.look = look;
            this.values = values;
        }

        String label() {
            return label;
        }

        Look look() {
            return look;
        }

        double[] values() {
            return values;
        }
    }

    /** How a line is drawn. */
    enum Look {
        PLAIN,
        /** Held from each point to the next. */
        STEPPED,
        /** Thicker: the sum of the others, or what the chart is about. */
        STRONG,
        /** Dashed: for comparison. */
        DASHED,
        /** The level at which a profit is taken, held from each point to the next. */
        TARGET,
        /** The level at which a loss is cut. */
        STOP,
        /** Marks where something was bought to open, not a line. */
        LONG,
        /** Marks where something was sold to open. */
        SHORT,
        /** Marks where a position was closed by an order. */
        EXIT,
        /** Marks where a position closed itself at a profit. */
        PROFIT,
        /** Marks where a position closed itself at a loss. */
        LOSS
    }

    /** A limit, in the unit of the chart. */
    record Level(String label, double value) {}
}
