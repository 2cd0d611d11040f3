/** Definitions, markets and books written down in tests, for the tests of every module; no test stands here. */
@NullMarked
package io.basis.domain.testing;

import org.jspecify.annotations.NullMarked;
