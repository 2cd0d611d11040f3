/** Releases recorded market data to a strategy, one instant at a time. */
@NullMarked
package io.basis.marketdata.replay;

import org.jspecify.annotations.NullMarked;
