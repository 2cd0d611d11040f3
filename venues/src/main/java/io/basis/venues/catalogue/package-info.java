/**
 * Market data in files: reading, checking and making a catalogue folder.
 *
 * <p>A catalogue is a folder of gzipped CSV files with fixed names and columns. Here belongs what a file says; what a
 * series is worth at an instant, and what stands in for a hole, is decided by the market-data service.
 */
@NullMarked
package io.basis.venues.catalogue;

import org.jspecify.annotations.NullMarked;
