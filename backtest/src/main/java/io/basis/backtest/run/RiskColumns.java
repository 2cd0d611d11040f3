package io.basis.backtest.run;

import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The risks over the run.
 *
 * @param drift exposure off its target, fraction of equity
 * @param status the level of the worst reading
 * @param acting the risk that restricted what was allowed, null where none did
 * @param allowed what the risks still allowed
 * @param readings value of each watched risk, of several venues the worst; NaN where nothing is at risk
 */
public record RiskColumns(
        Column drift,
        List<RiskLevel> status,
        List<@Nullable RiskType> acting,
        List<Permission> allowed,
        Map<RiskType, Column> readings) {}
