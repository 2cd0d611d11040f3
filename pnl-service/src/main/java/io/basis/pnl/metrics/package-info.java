/** What a return curve amounts to: yearly rates, risk and drawdown. Pure; knows no positions and no events. */
@NullMarked
package io.basis.pnl.metrics;

import org.jspecify.annotations.NullMarked;
