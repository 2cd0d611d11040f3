package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Assessments;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever venues refuse, a hedged book is never left with more net exposure than is borne, unless a person is told. */
class CompensationProperties {

    private static final int HOURS = 24;

    /** What a sale at a discount takes of equity moves drift a little. */
    private static final double LOST = 1e-3;

    private static final RejectReason[] REASONS = {
        RejectReason.VENUE_UNAVAILABLE,
        RejectReason.INSUFFICIENT_MARGIN,
        RejectReason.INSUFFICIENT_BALANCE,
        RejectReason.FILTERED,
        RejectReason.SLIPPAGE
    };

    /** What is opened with USDT, so that every leg is the strategy's own doing. */
    enum Mode {
        BASIS_ON_COINS,
        BASIS_ON_CASH,
        STAKED,
        LEVERED;

        StrategyDefinition definition() {
            return switch (this) {
                case BASIS_ON_COINS -> Setup.basis(Asset.ETH).definition();
                case BASIS_ON_CASH ->
                    Setup.basis(Asset.ETH).cashCollateral(0.25).definition();
                case STAKED -> Setup.hedgedStaking(Asset.WSTETH).definition();
                case LEVERED -> Setup.hedgedStaking(Asset.WSTETH).lever().definition();
            };
        }
    }

    @Property(tries = 400, seed = "2024")
    void noGroupLeavesMoreNetExposureThanItFoundOrIsBorne(@ForAll Mode mode, @ForAll long seed) {
        Random random = new Random(seed);
        StrategyDefinition definition = mode.definition();
        double share = 0.4 * random.nextDouble();
        Loop loop = Loop.simulated(definition, flows(random))
                .readingRisks()
                .refusing((group, order) -> random.nextDouble() < share ? REASONS[random.nextInt(5)] : null);
        Market market = HedgedProperties.first(definition);

        for (int hour = 0; hour < HOURS && !needsAttention(loop); hour++) {
            int found = loop.books.size();
            loop.at(market);
            if (!needsAttention(loop)) {
                double before = drift(definition, loop.books.get(found), market);
                assertThat(drift(definition, loop.held(), market))
                        .as(hour + " " + loop.reasons())
                        .isLessThanOrEqualTo(Math.max(before, 0.02) + LOST);
            }
            market = HedgedProperties.moved(definition, market, random);
        }
    }

    /** However many plans were cut short, and wherever they left cash and coins. */
    @Property(tries = 200, seed = "2024")
    void onceVenuesTakeOrdersAgainEverythingCanBeClosed(@ForAll Mode mode, @ForAll long seed) {
        Random random = new Random(seed);
        StrategyDefinition definition = mode.definition();
        Loop loop = Loop.simulated(definition, flows(random))
                .readingRisks()
                .refusing((group, order) -> random.nextInt(4) == 0 ? REASONS[random.nextInt(5)] : null);
        Market market = HedgedProperties.first(definition);
        for (int hour = 0; hour < HOURS; hour++) {
            loop.at(market);
            market = HedgedProperties.moved(definition, market, random);
        }

        loop.refusing((group, order) -> null).command(new StrategyCommand.EmergencyExit());
        for (int hour = 0; hour < 3; hour++) {
            loop.at(market);
            market = market.nextHour();
        }

        assertThat(loop.last().reason())
                .as(mode + " " + loop.attention + " " + loop.reasons())
                .isEqualTo(Reason.EMERGENCY);
        for (InstrumentKey key : loop.held().layout().keys()) {
            if (key.venue() != Venue.WALLET) {
                assertThat(Math.abs(loop.held().units(key)))
                        .as(key + " " + mode)
                        .isLessThan(0.01);
            }
        }
    }

    /** What it holds is what it held: no order goes out, and no flow is lost. */
    @Property(tries = 200, seed = "2024")
    void whileItNeedsAttentionNothingIsOpened(@ForAll Mode mode, @ForAll long seed) {
        Random random = new Random(seed);
        StrategyDefinition definition = mode.definition();
        Loop loop = Loop.simulated(definition, flows(random))
                .refusing((group, order) -> random.nextInt(3) == 0 ? REASONS[random.nextInt(5)] : null);
        Market market = HedgedProperties.first(definition);
        for (int hour = 0; hour < HOURS; hour++) {
            boolean attended = needsAttention(loop);
            int before = loop.groups.size();
            double shorts = shorts(loop);
            loop.at(market);
            if (attended) {
                assertThat(loop.groups).hasSize(before);
                assertThat(loop.last())
                        .returns(Reason.NEEDS_ATTENTION, TargetPositions::reason)
                        .returns(true, TargetPositions::instantDone);
                assertThat(shorts(loop)).isEqualTo(shorts);
            }
            market = market.nextHour();
        }
    }

    private static boolean needsAttention(Loop loop) {
        return loop.announced.getLast() == Status.NEEDS_ATTENTION;
    }

    private static double drift(StrategyDefinition definition, Positions held, Market market) {
        return Math.abs(Assessments.of(definition, held, market.snapshot(), List.of())
                .exposure()
                .drift());
    }

    private static double shorts(Loop loop) {
        return loop.held().layout().keys().stream()
                .filter(key -> key.type() == PositionType.PERP)
                .mapToDouble(key -> loop.held().units(key))
                .sum();
    }

    private static Flow[] flows(Random random) {
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            flows.add(new Flow(
                    "f-" + i,
                    random.nextBoolean() ? Flow.Type.DEPOSIT : Flow.Type.WITHDRAWAL,
                    BigDecimal.valueOf(1_000 + random.nextInt(20_000)),
                    Setup.START.plus(Duration.ofHours(1 + random.nextInt(HOURS)))));
        }
        return flows.toArray(Flow[]::new);
    }
}
