/** What is done to the market and to the venues of a run that history did not do: stress scenarios. */
@NullMarked
package io.basis.domain.scenario;

import org.jspecify.annotations.NullMarked;
