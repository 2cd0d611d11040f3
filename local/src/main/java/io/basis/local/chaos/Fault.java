package io.basis.local.chaos;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param service number of the service it hits, where it hits one
 * @param instance number of the instance of that service
 * @param length how long it lasts, where it lasts
 */
record Fault(FaultKind kind, int service, int instance, Duration length) {}
