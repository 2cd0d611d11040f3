/** The port to venues outside the loop: calls that may be lost, and answers that may come late, twice or never. */
@NullMarked
package io.basis.venues.gateway;

import org.jspecify.annotations.NullMarked;
