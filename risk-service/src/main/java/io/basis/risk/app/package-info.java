/** The shell of risk-service: Kafka, SQL, HTTP, configuration and the clock. Nothing here decides anything. */
@NullMarked
package io.basis.risk.app;

import org.jspecify.annotations.NullMarked;
