/** Explains each risk assessment as profit and loss, attributed to its causes with the residual shown. */
@NullMarked
package io.basis.pnl;

import org.jspecify.annotations.NullMarked;
