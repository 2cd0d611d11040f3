package io.basis.domain.market;

/** Where the value of a series at an instant comes from. */
public enum Provenance {
    /** The series' own value, as of the instant. */
    OBSERVED,
    /** Computed from other series by a rule of the gap policy. */
    SUBSTITUTED,
    /** The series' own last value, older than its staleness limit allows. */
    STALE,
    /** No value: nothing is due at this instant, or it could not be had. */
    ABSENT
}
