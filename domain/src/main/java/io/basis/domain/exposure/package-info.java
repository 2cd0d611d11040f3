/** What a strategy is exposed to, per asset. */
@NullMarked
package io.basis.domain.exposure;

import org.jspecify.annotations.NullMarked;
