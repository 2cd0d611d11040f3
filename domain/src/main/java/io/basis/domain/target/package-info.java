/** What a strategy decided and why. */
@NullMarked
package io.basis.domain.target;

import org.jspecify.annotations.NullMarked;
