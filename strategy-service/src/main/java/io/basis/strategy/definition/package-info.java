/**
 * Mode files, share classes and cost tables, their checks, and the typed definition made from them.
 *
 * <p>Everything a user may get wrong is refused here, before anything starts. No Quarkus: backtests use this package as
 * it is.
 */
@NullMarked
package io.basis.strategy.definition;

import org.jspecify.annotations.NullMarked;
