/** The command line: one class per command, and what they share. Commands parse, check and print; the work is done elsewhere. */
@NullMarked
package io.basis.backtest.cli;

import org.jspecify.annotations.NullMarked;
