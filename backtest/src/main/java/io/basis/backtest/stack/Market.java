package io.basis.backtest.stack;

import java.nio.file.Path;

/** Where the market data of a run comes from. */
public sealed interface Market {

    /** A catalogue folder. */
    record Folder(Path root) implements Market {}

    /** A recorded topic. */
    record Topic(String bootstrap, String topic) implements Market {}
}
