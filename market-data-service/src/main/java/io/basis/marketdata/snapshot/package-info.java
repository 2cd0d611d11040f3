/**
 * Snapshots from whole series: what every subscribed series is worth at each instant of a run, and where that value
 * comes from.
 *
 * <p>Here belong the rules of as-of look-ups, of holes and of what may stand in for them. Where series come from does
 * not.
 */
@NullMarked
package io.basis.marketdata.snapshot;

import org.jspecify.annotations.NullMarked;
