/** Decides, per strategy and assessment, the target positions and the orders that lead to them. */
@NullMarked
package io.basis.strategy;

import org.jspecify.annotations.NullMarked;
