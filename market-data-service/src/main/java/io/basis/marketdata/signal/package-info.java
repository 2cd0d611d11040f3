/**
 * Predictions of the next bars: where they come from, how they become series, and a small example model.
 *
 * <p>Here belongs what predicts. What is done with a prediction is decided by strategies.
 */
@NullMarked
package io.basis.marketdata.signal;

import org.jspecify.annotations.NullMarked;
