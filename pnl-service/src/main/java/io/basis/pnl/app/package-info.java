/** The shell of pnl-service: REST, events for dashboards, read models, configuration. Nothing here computes anything. */
@NullMarked
package io.basis.pnl.app;

import org.jspecify.annotations.NullMarked;
