/** Market-data-service at the outside: Kafka, configuration, the catalogue's folder and the clock of paper runs. */
@NullMarked
package io.basis.marketdata.app;

import org.jspecify.annotations.NullMarked;
