/**
 * Simulated venues: they hold balances, fill orders at the snapshot's prices and report what happened, as a real
 * venue's adapter does. Whether a run is a backtest or paper is unknown here.
 */
@NullMarked
package io.basis.venues.simulated;

import org.jspecify.annotations.NullMarked;
