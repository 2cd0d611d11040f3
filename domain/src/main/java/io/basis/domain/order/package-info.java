/** What a strategy asks venues to do. */
@NullMarked
package io.basis.domain.order;

import org.jspecify.annotations.NullMarked;
