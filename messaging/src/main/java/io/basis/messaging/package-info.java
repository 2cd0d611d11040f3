/** The Kafka shell that all services share, and no business rule of any of them. */
@NullMarked
package io.basis.messaging;

import org.jspecify.annotations.NullMarked;
