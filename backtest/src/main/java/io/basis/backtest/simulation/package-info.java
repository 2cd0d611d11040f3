/**
 * The whole loop in one thread under an adversary that follows a seed: the real cores on the real shells, over a
 * simulated broker, database and clock.
 *
 * <p>Everything that can go wrong between the cores is decided here and nowhere else, so that what a seed did can be
 * told, replayed and shortened.
 */
@NullMarked
package io.basis.backtest.simulation;

import org.jspecify.annotations.NullMarked;
