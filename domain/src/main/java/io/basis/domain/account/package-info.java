/** What happened to an account, as its venue reports it: the only thing that changes a ledger. */
@NullMarked
package io.basis.domain.account;

import org.jspecify.annotations.NullMarked;
