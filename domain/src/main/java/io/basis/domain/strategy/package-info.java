/** The definition of a running strategy: mode, typed parameters, limits and flows. */
@NullMarked
package io.basis.domain.strategy;

import org.jspecify.annotations.NullMarked;
