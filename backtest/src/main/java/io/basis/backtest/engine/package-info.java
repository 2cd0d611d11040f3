/** The direct bus: the cores of all services on one thread, one queue and virtual time. */
@NullMarked
package io.basis.backtest.engine;

import org.jspecify.annotations.NullMarked;
