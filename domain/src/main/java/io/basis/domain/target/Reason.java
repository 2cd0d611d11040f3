package io.basis.domain.target;

/** Why a decision was taken; its text is made only when somebody reads it. */
public enum Reason {
    /** Capital or a flow is being booked before anything else. */
    FLOW_BOOKED("flow of %1$.6f booked"),
    NOTHING_DEPLOYED("nothing deployed, %1$.6f to deploy"),
    DEPOSIT("deposit of %1$.6f to deploy"),
    WITHDRAWAL("withdrawal of %1$.6f is more than the free %2$.6f"),
    WITHDRAWAL_PAID("withdrawal of %1$.6f paid"),
    WITHDRAWAL_REJECTED("withdrawal of %1$.6f rejected: more than equity %2$.6f"),
    DEVIATION("deviation %1$.6f beyond threshold %2$.6f"),
    ALLOCATION("share staked %1$.6f off its target %2$.6f"),
    MARGIN("margin ratio %1$.6f below warning %2$.6f"),
    DRIFT("delta drift %1$.6f beyond %2$.6f"),
    HEALTH("health factor %1$.6f below %2$.6f"),
    LEVER_UP("loan to value %1$.6f below target %2$.6f while the yield exceeds the borrow rate"),
    CARRY_LOST("waiting costs %1$.6f of what is staked, leaving %2$.6f"),
    GAS("%1$.6f ETH left for gas, below %2$.6f"),
    SIGNAL("signal %1$.0f with confidence %2$.2f"),
    DUST("reward tokens worth %1$.6f beyond %2$.6f"),
    RISK_REDUCE("risk reading %1$.6f beyond critical %2$.6f"),
    RISK_EXIT("risk reading %1$.6f demands an exit, limit %2$.6f"),
    NOT_ALLOWED("risks allow no entry: deviation %1$.6f left alone"),
    EMERGENCY("emergency exit requested"),
    STOPPED("stopped"),
    PLAN("plan in progress, step %1$.0f"),
    IN_TRANSIT("waiting for a transfer, %1$.6f in transit"),
    ORDER_WORKING("waiting for %1$.0f orders"),
    ORDER_REFUSED("order %2$.0f of group %1$.0f refused, tried again"),
    COMPLETING("order %2$.0f of group %1$.0f refused, sent again"),
    UNWINDING("order %2$.0f of group %1$.0f refused, what lacks it taken back"),
    NEEDS_ATTENTION("order %2$.0f of group %1$.0f refused, left for a person to look at"),
    UNSTAKING("waiting for %1$.6f to be unstaked"),
    WITHIN_THRESHOLD("deviation %1$.6f within threshold %2$.6f");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** The sentence for a reason and its two numbers (unused numbers are ignored). */
    public String describe(double value, double limit) {
        return String.format(java.util.Locale.ROOT, text, value, limit);
    }
}
