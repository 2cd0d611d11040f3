/** The one rule list that turns an assessment into an action, the same for every strategy family. */
@NullMarked
package io.basis.strategy.rebalancing;

import org.jspecify.annotations.NullMarked;
