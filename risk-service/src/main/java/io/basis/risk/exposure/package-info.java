/** From positions and prices to what a strategy is worth and exposed to. */
@NullMarked
package io.basis.risk.exposure;

import org.jspecify.annotations.NullMarked;
