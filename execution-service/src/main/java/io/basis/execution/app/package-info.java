/** The shell of execution-service: Kafka, SQL, HTTP, configuration and the clock. Nothing here decides anything. */
@NullMarked
package io.basis.execution.app;

import org.jspecify.annotations.NullMarked;
