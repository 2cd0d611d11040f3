/** The life of an order between its intent and its end, whatever becomes of calls and answers on the way. */
@NullMarked
package io.basis.execution.order;

import org.jspecify.annotations.NullMarked;
