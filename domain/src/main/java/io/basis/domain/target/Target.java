package io.basis.domain.target;

import io.basis.domain.instrument.InstrumentKey;

/** A position as a strategy wants it, in the units of the instrument (underlying units for Aave). */
public record Target(InstrumentKey instrument, double quantity) {}
