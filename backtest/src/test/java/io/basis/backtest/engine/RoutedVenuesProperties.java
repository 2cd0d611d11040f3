package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.core.Refusal;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.VenueReport;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.strategy.definition.Modes;
import io.basis.venues.simulated.Treatment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a line loses, doubles, delays or reorders, whenever services die, and whether venues refuse, fill in part,
 * late or never: no order is executed twice, the ledger is what the venues hold, and every group is answered once.
 */
class RoutedVenuesProperties {

    @Property(tries = 150, seed = "2024")
    void nothingIsLostAndNothingDoubled(@ForAll long seed, @ForAll @IntRange(max = 40) int badness) {
        // Given
        Random random = new Random(seed);
        String mode = Modes.names().get(random.nextInt(Modes.names().size()));
        StrategyDefinition definition = RoutedVenuesTest.testnet(mode);
        Witness witness = new Witness();
        RoutedBus bus = new RoutedBus(
                definition,
                any -> RoutedVenuesTest.snapshots(definition),
                (strategy, order) -> treatment(new Random(seed ^ order.hashCode())),
                seed,
                badness,
                witness::on);
        witness.bus = bus;

        // When
        boolean halted = false;
        try {
            bus.run(RoutedVenuesTest.start(definition));
        } catch (Refusal refusal) {
            // What venues did may be more than the strategy can go on with, but never more than is known of it.
            halted = true;
        }

        // Then
        assertThat(bus.books().executed()).as(mode).doesNotHaveDuplicates().isNotEmpty();
        assertThat(witness.answers.values()).as(mode).containsOnly(1);
        if (!halted) {
            assertThat(witness.answers.keySet()).as(mode).containsExactlyInAnyOrderElementsOf(witness.groups);
            assertThat(witness.instants).isGreaterThan(1);
        }
    }

    /** Three of four orders fill at once. */
    private static Treatment treatment(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> Treatment.REFUSED;
            case 1 -> new Treatment(false, BigDecimal.ZERO, 1 + random.nextInt(4));
            case 2 -> new Treatment(false, BigDecimal.ZERO, -1);
            case 3 -> new Treatment(false, new BigDecimal("0.3"), 1 + random.nextInt(4));
            case 4 -> new Treatment(false, new BigDecimal("0.6"), -1);
            default -> Treatment.FILLED;
        };
    }

    /** Sees every message, and compares ledger and venues whenever an instant is over. */
    private static final class Witness {
        final List<String> groups = new ArrayList<>();
        final Map<String, Integer> answers = new TreeMap<>();
        int instants;

        @Nullable
        RoutedBus bus;

        private @Nullable Positions ledger;

        void on(Message message) {
            switch (message) {
                case OrderGroup group -> groups.add(group.number() + "/" + group.part());
                case VenueReport report
                when report.group() > 0 -> answers.merge(report.group() + "/" + report.part(), 1, Integer::sum);
                case RiskAssessment assessment -> ledger = assessment.positions();
                case TargetPositions decision
                when decision.instantDone() -> {
                    instants++;
                    requireLedgerOfVenues();
                }
                default -> {
                    // Nothing that is counted.
                }
            }
        }

        private void requireLedgerOfVenues() {
            assertThat(held(Objects.requireNonNull(ledger)))
                    .isEqualTo(held(Objects.requireNonNull(
                                    Objects.requireNonNull(bus).books().accounts())
                            .positions()));
        }
    }

    private static Map<InstrumentKey, String> held(Positions positions) {
        Map<InstrumentKey, String> held = new HashMap<>();
        for (InstrumentKey key : positions.layout().keys()) {
            held.put(key, Decimals.canonical(positions.quantity(key)));
        }
        return held;
    }
}
