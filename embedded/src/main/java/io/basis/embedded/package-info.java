/**
 * A real Kafka broker and a real PostgreSQL server for machines without Docker.
 *
 * <p>Here belongs what starts, fills and stops these two servers. Nothing of the trading system is known here, so that
 * the services' tests can use it as well as the local stack.
 */
@NullMarked
package io.basis.embedded;

import org.jspecify.annotations.NullMarked;
