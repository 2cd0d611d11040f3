/** Instruments: their keys, the registry of all that exist, and the assets behind them. */
@NullMarked
package io.basis.domain.instrument;

import org.jspecify.annotations.NullMarked;
