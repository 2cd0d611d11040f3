/** One record per topic: everything that travels between services. */
@NullMarked
package io.basis.domain.message;

import org.jspecify.annotations.NullMarked;
