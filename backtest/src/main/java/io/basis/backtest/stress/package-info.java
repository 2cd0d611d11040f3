/**
 * Stress tests: runs in scenarios, and what is to be known of each.
 *
 * <p>Here belongs what is measured of a run from its first shock on. What the shocks do does not.
 */
@NullMarked
package io.basis.backtest.stress;

import org.jspecify.annotations.NullMarked;
