/** The shell of market-data-service: Kafka, SQL, HTTP, configuration and the clock. Nothing here decides anything. */
@NullMarked
package io.basis.marketdata.app;

import org.jspecify.annotations.NullMarked;
