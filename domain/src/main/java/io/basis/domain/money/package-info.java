/** Exact decimals: every rounding of the platform, by name. */
@NullMarked
package io.basis.domain.money;

import org.jspecify.annotations.NullMarked;
