/** From two moments of a strategy to what was earned between them, by source. */
@NullMarked
package io.basis.pnl.attribution;

import org.jspecify.annotations.NullMarked;
