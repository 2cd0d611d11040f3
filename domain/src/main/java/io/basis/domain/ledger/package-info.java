/** Exact positions, changed only by account events, every change checked. */
@NullMarked
package io.basis.domain.ledger;

import org.jspecify.annotations.NullMarked;
