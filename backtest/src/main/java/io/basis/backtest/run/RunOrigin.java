package io.basis.backtest.run;

import io.basis.marketdata.snapshot.DataQuality;
import org.jspecify.annotations.Nullable;

/**
 * What a run was made from, beyond the messages it consists of.
 *
 * @param bus {@code direct} or {@code kafka}
 * @param data folder or topic that the market data was read from, as it was named
 * @param synthetic true when a generator made that data
 * @param dataHash fingerprint of the market data read
 * @param configHash fingerprint of the resolved configuration
 * @param version of Basis
 * @param benchmark what the result is held against, or null where there is none in its currency
 */
public record RunOrigin(
        String bus,
        String data,
        boolean synthetic,
        String dataHash,
        String configHash,
        String version,
        DataQuality quality,
        @Nullable Benchmark benchmark) {}
