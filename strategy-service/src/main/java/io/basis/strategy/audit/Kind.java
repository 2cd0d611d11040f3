package io.basis.strategy.audit;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.Release;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Tick;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueReport;
import java.util.Optional;

/** What the audit keeps. */
public enum Kind {
    COMMAND,
    SKIP,
    DECISION,
    ORDER,
    HALT,
    STATUS;

    /** The kind of a message; none of facts from outside, which their topics keep. */
    public static Optional<Kind> of(Message message) {
        return switch (message) {
            case StrategyCommand.Skip skip -> Optional.of(SKIP);
            case StrategyCommand command -> Optional.of(COMMAND);
            case TargetPositions decision -> Optional.of(DECISION);
            case OrderGroup group -> Optional.of(ORDER);
            case StrategyHalt halt -> Optional.of(HALT);
            case StartedStrategy started -> Optional.of(STATUS);
            case MarketSnapshot market -> Optional.empty();
            case VenueReport report -> Optional.empty();
            case RiskAssessment assessment -> Optional.empty();
            case PnlReport pnl -> Optional.empty();
            case Release release -> Optional.empty();
            case Tick tick -> Optional.empty();
            case VenueAnswer answer -> Optional.empty();
        };
    }
}
