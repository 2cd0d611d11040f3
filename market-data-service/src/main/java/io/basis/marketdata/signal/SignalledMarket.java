package io.basis.marketdata.signal;

import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.CatalogueException;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.TimeSeries;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A market with predictions among its series. They are asked for once, and only when something needs them. */
public final class SignalledMarket implements SeriesSource {

    private static final Set<SeriesKey> SIGNALS =
            Set.of(SeriesKey.SIGNAL_DIRECTION, SeriesKey.SIGNAL_CONFIDENCE, SeriesKey.SIGNAL_SD);

    private final SeriesSource market;
    private final SignalSource source;
    private @Nullable List<Signal> signals;

    public SignalledMarket(SeriesSource market, SignalSource source) {
        this.market = market;
        this.source = source;
    }

    @Override
    public boolean has(SeriesKey key) {
        return SIGNALS.contains(key) || market.has(key);
    }

    @Override
    public TimeSeries series(SeriesKey key) {
        if (key.kind() != SeriesKind.SIGNAL) {
            return market.series(key);
        }
        if (key.equals(SeriesKey.SIGNAL_DIRECTION)) {
            return points(key, signal -> signal.direction().sign());
        }
        if (key.equals(SeriesKey.SIGNAL_CONFIDENCE)) {
            return points(key, Signal::confidence);
        }
        if (key.equals(SeriesKey.SIGNAL_SD)) {
            return points(key, Signal::sd);
        }
        throw new CatalogueException("series " + key + " is none of " + SIGNALS);
    }

    /** The predictions. */
    public List<Signal> signals() {
        List<Signal> known = signals;
        if (known == null) {
            known = List.copyOf(source.signals());
            signals = known;
        }
        return known;
    }

    private Points points(SeriesKey key, ToDoubleFunction<Signal> value) {
        List<Signal> all = signals();
        long[] time = new long[all.size()];
        double[] values = new double[all.size()];
        for (int row = 0; row < time.length; row++) {
            Signal signal = all.get(row);
            time[row] = signal.at().toEpochMilli();
            values[row] = value.applyAsDouble(signal);
        }
        return new Points(key, Signal.BAR.toMillis(), time, values);
    }
}
