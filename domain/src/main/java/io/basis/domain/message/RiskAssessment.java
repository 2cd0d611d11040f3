package io.basis.domain.message;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.ledger.Positions;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of position → exposure → risk: everything its readers need, and nothing they must ask for.
 *
 * @param round counts the assessments of one instant from 0; round 0 follows the snapshot, later ones an order group
 * @param group number of the last order group whose reports are contained, 0 before the first
 * @param events account events since the previous assessment
 * @param readings one reading per watched risk
 * @param allowed what the worst reading still allows
 * @param acting the reading that restricts what is allowed, or null where none does
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
        @Nullable RiskReading acting,
        long snapshots,
        long reports)
        implements Message {

    public Instant at() {
        return market.at();
    }

    /** The level of the worst reading. */
    public RiskLevel status() {
        RiskLevel worst = RiskLevel.NORMAL;
        for (RiskReading reading : readings) {
            worst = reading.level().compareTo(worst) > 0 ? reading.level() : worst;
        }
        return worst;
    }
}
