/** The risks that are watched, one small rule each, and what they still allow. */
@NullMarked
package io.basis.risk.rules;

import org.jspecify.annotations.NullMarked;
