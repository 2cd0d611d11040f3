/** The report of a run: one HTML file that shows what happened and why, and needs no network. */
@NullMarked
package io.basis.backtest.report;

import org.jspecify.annotations.NullMarked;
