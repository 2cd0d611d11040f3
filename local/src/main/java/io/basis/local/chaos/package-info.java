/**
 * Disturbs the real processes and judges what is left: a stack with two instances of every service, the load on it, the
 * faults, and the reading of every topic from its beginning.
 *
 * <p>Nothing here is known to the services: they are killed, frozen and lied to from outside.
 */
@NullMarked
package io.basis.local.chaos;

import org.jspecify.annotations.NullMarked;
