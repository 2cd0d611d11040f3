/** What was asked, decided and ordered, as a chain of hashes in which a change shows. No database here. */
@NullMarked
package io.basis.strategy.audit;

import org.jspecify.annotations.NullMarked;
