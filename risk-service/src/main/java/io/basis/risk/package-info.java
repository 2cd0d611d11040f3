/** Joins account events with market snapshots into positions, exposure and risk, one assessment per instant. */
@NullMarked
package io.basis.risk;

import org.jspecify.annotations.NullMarked;
