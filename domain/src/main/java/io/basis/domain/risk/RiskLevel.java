package io.basis.domain.risk;

/** How bad a risk reading is, from best to worst. */
public enum RiskLevel {
    NORMAL,
    WARNING,
    CRITICAL
}
