/**
 * What stress scenarios make of the snapshots of a run.
 *
 * <p>Here belongs what a shock does to values. What it does to venues is done by the simulated venues.
 */
@NullMarked
package io.basis.marketdata.scenario;

import org.jspecify.annotations.NullMarked;
