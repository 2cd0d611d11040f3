/** Order plans: the steps from what is held to what is wanted, one order group each. */
@NullMarked
package io.basis.strategy.plan;

import org.jspecify.annotations.NullMarked;
