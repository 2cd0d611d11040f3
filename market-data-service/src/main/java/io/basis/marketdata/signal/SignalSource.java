package io.basis.marketdata.signal;

import io.basis.venues.catalogue.Signal;
import java.util.List;

/** Where predictions come from: a file, a model, an endpoint. */
@FunctionalInterface
public interface SignalSource {

    /** All predictions there are, strictly ascending in time, each made from what was known before its instant. */
    List<Signal> signals();
}
