/** The strategy families: what each wants to hold, how far off it is, and the steps that get it there. */
@NullMarked
package io.basis.strategy.family;

import org.jspecify.annotations.NullMarked;
