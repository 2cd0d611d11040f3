/** Profit and loss by source. */
@NullMarked
package io.basis.domain.pnl;

import org.jspecify.annotations.NullMarked;
