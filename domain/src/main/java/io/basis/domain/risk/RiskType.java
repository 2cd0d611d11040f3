package io.basis.domain.risk;

/** The risks that are watched, named as in {@code risk_monitor.enabled_risk_types}. */
public enum RiskType {
    /** Net exposure off its target, fraction of equity; worse when larger. */
    DELTA_DRIFT(true),
    /** Margin equity over notional at a venue; worse when smaller. */
    MARGIN_RATIO(false),
    /** Price move to a venue's liquidation, fraction of the price; worse when smaller. */
    LIQUIDATION_DISTANCE(false),
    /** Collateral × liquidation threshold ÷ debt; worse when smaller. */
    HEALTH_FACTOR(false),
    /** Debt ÷ collateral; worse when larger. */
    LTV(true),
    /** Funding received over the last three days, fraction of notional a year; worse when smaller. */
    FUNDING(false),
    /** Cost of leaving everything now, fraction of equity; worse when larger. */
    EXIT_COST(true),
    /** Days until everything could be left at its protocol rate; worse when larger. */
    EXIT_DAYS(true),
    /** Market price of the staked token below its protocol rate, fraction; worse when larger. */
    DEPEG(true),
    /** Fall of the protocol rate below its highest, fraction; worse when larger. */
    SLASHING(true),
    /** Standard deviation of the traded price over about a day, a year's fraction; worse when larger. */
    VOLATILITY(true),
    /** Instants in a row without a fresh price of the traded asset; worse when larger. */
    STALE_FEED(true),
    /** Move of the traded asset's price since the last instant, fraction; worse when larger. */
    PRICE_MOVE(true),
    /** Fall from the peak of the return curve, fraction; worse when larger. */
    DRAWDOWN(true);

    private final boolean worseWhenLarger;

    RiskType(boolean worseWhenLarger) {
        this.worseWhenLarger = worseWhenLarger;
    }

    /** True if a value is worse than another. */
    public boolean worse(double value, double other) {
        return worseWhenLarger ? value > other : value < other;
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
