package io.basis.backtest.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the market data of a run comes from. */
public sealed interface Market {

    /**
     * A catalogue folder.
     *
     * @param signals file of predictions, or null to have the example model make them
     */
    record Folder(Path root, @Nullable Path signals) implements Market {}

    /** A recorded topic. */
    record Topic(String bootstrap, String topic) implements Market {}
}
