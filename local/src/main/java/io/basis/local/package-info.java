/** Runs the whole system on one machine without Docker, with an embedded broker and database. */
@NullMarked
package io.basis.local;

import org.jspecify.annotations.NullMarked;
