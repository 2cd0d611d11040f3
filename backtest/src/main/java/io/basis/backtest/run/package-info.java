/** What is kept of a run while it goes on, and what is computed from it afterwards; the same for every bus. */
@NullMarked
package io.basis.backtest.run;

import org.jspecify.annotations.NullMarked;
