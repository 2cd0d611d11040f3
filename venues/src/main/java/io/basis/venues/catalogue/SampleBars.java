package io.basis.venues.catalogue;

/** Bars of any length over one five-minute path, so that an hour's bar holds exactly its twelve short ones. */
final class SampleBars {

    private final double[] path;
    private final double[] high;
    private final double[] low;
    private final double[] volume;
    private final int decimals;

    SampleBars(double[] path, Wander wander, int decimals) {
        int steps = path.length - 1;
        this.path = path;
        this.high = new double[steps];
        this.low = new double[steps];
        this.volume = new double[steps];
        this.decimals = decimals;
        for (int i = 0; i < steps; i++) {
            double move = Math.abs(path[i + 1] - path[i]) + path[i] * 0.0004;
            high[i] = Math.max(path[i], path[i + 1]) + move * 0.5 * wander.uniform();
            low[i] = Math.min(path[i], path[i + 1]) - move * 0.5 * wander.uniform();
            volume[i] = wander.uniform(10, 500);
        }
    }

    /** Ends a row with the bar over some steps: open, high, low, close, and the volume if it is wanted. */
    void write(CsvFile row, int from, int steps, boolean withVolume) {
        double highest = high[from];
        double lowest = low[from];
        double traded = volume[from];
        for (int i = from + 1; i < from + steps; i++) {
            highest = Math.max(highest, high[i]);
            lowest = Math.min(lowest, low[i]);
            traded += volume[i];
        }
        row.number(path[from], decimals)
                .number(highest, decimals)
                .number(lowest, decimals)
                .number(path[from + steps], decimals);
        if (withVolume) {
            row.number(traded, 3);
        }
        row.endRow();
    }
}
