package io.basis.strategy.rebalancing;

import io.basis.domain.message.RiskAssessment;
import io.basis.strategy.family.Strategy;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Everything a decision is taken from.
 *
 * @param deviation distance from the targets, fraction of equity
 * @param threshold deviation that is rebalanced
 * @param freeCash undeployed cash, share-class currency
 * @param coming cash on its way to becoming free, share-class currency
 * @param withdrawal the oldest withdrawal to pay, or zero
 * @param urgent true when that withdrawal must not wait in a queue
 * @param freshCash true when a deposit waits to be deployed
 * @param closing why the strategy must stay closed
 * @param acted true when a plan already ran at this instant
 * @param entryRaisesDelta true when entering adds net exposure, which an open circuit breaker forbids
 * @param carryLostFor how long in a row leverage has cost more than leaving it would
 */
public record Situation(
        RiskAssessment assessment,
        Strategy strategy,
        double deviation,
        double threshold,
        BigDecimal freeCash,
        BigDecimal coming,
        BigDecimal withdrawal,
        boolean urgent,
        boolean freshCash,
        Closing closing,
        boolean acted,
        boolean entryRaisesDelta,
        Duration carryLostFor) {

    /** Why a strategy must be closed and stay so. */
    public enum Closing {
        NO,
        STOPPED,
        EMERGENCY
    }
}
