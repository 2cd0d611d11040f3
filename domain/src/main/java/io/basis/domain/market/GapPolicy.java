package io.basis.domain.market;

/** What to do where a series has no value at an instant ({@code data.gaps}). */
public enum GapPolicy {
    /** Apply the series' substitution rule and count it; stop where it has none. */
    SUBSTITUTE,
    /** Stop at the first hole. */
    FAIL
}
