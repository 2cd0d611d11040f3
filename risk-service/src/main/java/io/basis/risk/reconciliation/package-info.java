/** Compares what venues say they hold with the ledger, and says what must have happened; no orders, no limits. */
@NullMarked
package io.basis.risk.reconciliation;

import org.jspecify.annotations.NullMarked;
