/** Carries order groups to the venues it serves and reports what happened as account events. */
@NullMarked
package io.basis.execution;

import org.jspecify.annotations.NullMarked;
