package io.basis.domain.message;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.ledger.Positions;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import java.time.Instant;
import java.util.List;

/**
 * One turn of position → exposure → risk: everything its readers need, and nothing they must ask for.
 *
 * @param round counts the assessments of one instant from 0; round 0 follows the snapshot, later ones an order group
 * @param group number of the last order group whose reports are contained, 0 before the first
 * @param events account events since the previous assessment
 * @param readings one reading per watched risk
 * @param allowed what the worst reading still allows
 * @param snapshots number of snapshots this is based on, since the start
 * @param reports number of venue reports this is based on, since the start
 */
public record RiskAssessment(
        int round,
        long group,
        MarketSnapshot market,
        List<AccountEvent> events,
        Positions positions,
        Exposure exposure,
        List<RiskReading> readings,
        Permission allowed,
        long snapshots,
        long reports)
        implements Message {

    public Instant at() {
        return market.at();
    }
}
