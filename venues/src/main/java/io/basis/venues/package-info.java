/** Everything outside, behind ports: simulated venues and adapters to exchanges, chains and catalogues, and no strategy logic. */
@NullMarked
package io.basis.venues;

import org.jspecify.annotations.NullMarked;
