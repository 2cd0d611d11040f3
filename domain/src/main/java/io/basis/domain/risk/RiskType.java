package io.basis.domain.risk;

/** The risks that are watched, named as in {@code risk_monitor.enabled_risk_types}. */
public enum RiskType {
    /** Net exposure off its target, fraction of equity; worse when larger. */
    DELTA_DRIFT(true),
    /** Margin equity over notional at a venue; worse when smaller. */
    MARGIN_RATIO(false),
    /** Move of the traded asset's price since the last instant, fraction; worse when larger. */
    PRICE_MOVE(true),
    /** Fall from the peak of the return curve, fraction; worse when larger. */
    DRAWDOWN(true);

    private final boolean worseWhenLarger;

    RiskType(boolean worseWhenLarger) {
        this.worseWhenLarger = worseWhenLarger;
    }

    /** The level of a value: critical or warning once the value reaches that threshold; NaN, nothing at risk, is normal. */
    public RiskLevel level(double value, double warning, double critical) {
        double sign = worseWhenLarger ? 1 : -1;
        if (sign * value >= sign * critical) {
            return RiskLevel.CRITICAL;
        }
        return sign * value >= sign * warning ? RiskLevel.WARNING : RiskLevel.NORMAL;
    }
}
