package io.basis.domain.strategy;

/** The strategy families; which one a mode belongs to follows from its flags. */
public enum Family {
    LENDING,
    BASIS,
    STAKING,
    HEDGED_STAKING,
    DIRECTIONAL
}
