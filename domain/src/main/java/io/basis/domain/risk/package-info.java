/** Risk readings, their levels, and what they still allow. */
@NullMarked
package io.basis.domain.risk;

import org.jspecify.annotations.NullMarked;
