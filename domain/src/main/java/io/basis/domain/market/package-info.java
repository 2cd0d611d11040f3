/** Market data: the names of series and how their values stand in a snapshot. */
@NullMarked
package io.basis.domain.market;

import org.jspecify.annotations.NullMarked;
