package io.basis.messaging;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import java.util.Map;
import java.util.Optional;

/** What is true of each topic on the wire: its record, its writers, and how long it is kept. */
public final class TopicCatalogue {

    /** Partitions of every topic unless configured otherwise; all topics have the same number. */
    public static final int PARTITIONS = 12;

    private TopicCatalogue() {}

    /** The record in the bodies of a topic; none where anything may be in them. */
    public static Optional<Class<? extends Message>> record(Topic topic) {
        return switch (topic) {
            case COMMANDS -> Optional.of(StrategyCommand.class);
            case STRATEGIES -> Optional.of(StartedStrategy.class);
            case MARKET_DATA -> Optional.of(MarketSnapshot.class);
            case RISK_ASSESSMENTS -> Optional.of(RiskAssessment.class);
            case TARGET_POSITIONS -> Optional.of(TargetPositions.class);
            case ORDERS_SIMULATED, ORDERS_BINANCE, ORDERS_BYBIT, ORDERS_OKX, ORDERS_ONCHAIN ->
                Optional.of(OrderGroup.class);
            case FILLS -> Optional.of(VenueReport.class);
            case PNL -> Optional.of(PnlReport.class);
            case HALTS -> Optional.of(StrategyHalt.class);
            case DEAD_LETTERS -> Optional.empty();
        };
    }

    /** True where records carry a sequence; commands come from outside and count by their offset alone. */
    static boolean sequenced(Topic topic) {
        return topic != Topic.COMMANDS && topic != Topic.DEAD_LETTERS;
    }

    /** True where several services write, each with a sequence of its own, and so name themselves in the header. */
    static boolean severalWriters(Topic topic) {
        return topic == Topic.FILLS || topic == Topic.HALTS;
    }

    /** True where only the last record of a key is kept for ever, so that sequences and offsets have holes. */
    static boolean compacted(Topic topic) {
        return topic == Topic.STRATEGIES;
    }

    /** The settings a topic is created with. */
    public static Map<String, String> settings(Topic topic) {
        return switch (topic) {
            case STRATEGIES -> Map.of("cleanup.policy", "compact");
            // What was observed once cannot be observed again: it is the catalogue that replays read.
            case MARKET_DATA -> Map.of("cleanup.policy", "delete", "retention.ms", "-1");
            // A service that is new reads its history from the start, or refuses: see the gap check of the shell.
            case COMMANDS,
                    RISK_ASSESSMENTS,
                    TARGET_POSITIONS,
                    ORDERS_SIMULATED,
                    ORDERS_BINANCE,
                    ORDERS_BYBIT,
                    ORDERS_OKX,
                    ORDERS_ONCHAIN,
                    FILLS,
                    PNL,
                    HALTS,
                    DEAD_LETTERS ->
                Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(90L * 24 * 3600 * 1000));
        };
    }
}
