/**
 * What a service's Quarkus tests use to get a Kafka broker and a PostgreSQL database, with or without Docker.
 *
 * <p>Needs Quarkus' test classes, and for Docker Testcontainers, from the module that uses it; the rest of this module
 * does not.
 */
@NullMarked
package io.basis.embedded.testing;

import org.jspecify.annotations.NullMarked;
