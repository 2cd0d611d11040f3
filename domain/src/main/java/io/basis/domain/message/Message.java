package io.basis.domain.message;

/** A record of one of the topics. The key of the record names the strategy, so the body does not repeat it. */
public sealed interface Message
        permits StrategyCommand,
                StartedStrategy,
                MarketSnapshot,
                VenueReport,
                RiskAssessment,
                TargetPositions,
                OrderGroup,
                PnlReport,
                StrategyHalt,
                Release,
                Tick,
                VenueAnswer {}
