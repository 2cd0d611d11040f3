/** Tests of the simulation: that nothing is violated, and that what is broken on purpose is noticed. */
@NullMarked
package io.basis.backtest.simulation;

import org.jspecify.annotations.NullMarked;
