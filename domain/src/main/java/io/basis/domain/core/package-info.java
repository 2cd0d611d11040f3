/** The contract of a service's deterministic core. */
@NullMarked
package io.basis.domain.core;

import org.jspecify.annotations.NullMarked;
