/** Runs the cores of the services on the direct bus, and holds the command line and the reports. */
@NullMarked
package io.basis.backtest;

import org.jspecify.annotations.NullMarked;
