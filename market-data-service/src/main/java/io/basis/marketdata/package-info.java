/** Turns feeds and catalogues into market snapshots, the only writer of {@code market-data}. */
@NullMarked
package io.basis.marketdata;

import org.jspecify.annotations.NullMarked;
