/** What a run leaves on disk and on the terminal: summary, tables and their folder. The report has its own package. */
@NullMarked
package io.basis.backtest.output;

import org.jspecify.annotations.NullMarked;
