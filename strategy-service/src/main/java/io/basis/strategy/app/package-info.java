/** The shell of strategy-service: REST, read models, configuration. Nothing here decides anything. */
@NullMarked
package io.basis.strategy.app;

import org.jspecify.annotations.NullMarked;
