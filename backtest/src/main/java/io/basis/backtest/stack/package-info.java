/**
 * What the command line needs of a machine with Kafka, as interfaces found through {@link java.util.ServiceLoader}.
 *
 * <p>They are implemented where Kafka and the services are, so that a backtest on the direct bus loads neither.
 */
@NullMarked
package io.basis.backtest.stack;

import org.jspecify.annotations.NullMarked;
