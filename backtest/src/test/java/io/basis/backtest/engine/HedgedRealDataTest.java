package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.pnl.Source;
import io.basis.domain.target.Reason;
import io.basis.venues.catalogue.Catalogue;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thirteen months of both hedged staking modes without rewards, against the oracle and the known ranges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HedgedRealDataTest {

    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");
    private static final Set<Reason> RESTORES = EnumSet.of(Reason.ALLOCATION, Reason.MARGIN);

    private final Catalogue data = RealData.catalogue();
    private final HedgedOracle oracle = new HedgedOracle(RealData.folder());

    @ParameterizedTest
    @CsvSource({
        "usdt_eth_staking_hedged_simple,    WEETH,  0.0540, 0.0565",
        "usdt_eth_staking_hedged_leveraged, WEETH,  0.0545, 0.0605",
        "usdt_eth_staking_hedged_simple,    WSTETH, 0.0540, 0.0600",
        "usdt_eth_staking_hedged_leveraged, WSTETH, 0.0600, 0.0700",
    })
    void theProductAgreesWithTheOracle(String mode, StakingToken token, double least, double most) {
        // Given
        Runs run = Runs.of(mode)
                .over(FROM, TO)
                .withoutCosts()
                .set("lst_type", token.parameter())
                .set("rewards.enabled", "false");
        double ltv = run.definition().parameters().leverage() == null ? 0 : LeveragedOracle.ltvOf(1.15);

        // When
        HedgedOracle.Result expected = oracle.run(FROM, TO, token, 100_000, ltv, HedgedOracle.Limits.DEFAULT);
        Runs.Finished product = run.on(data);

        // Then
        double funding = product.summary().attribution().get(Source.FUNDING);
        assertThat(product.totalReturn()).isBetween(least, most);
        assertThat(product.totalReturn()).isCloseTo(expected.totalReturn(), within(1e-5));
        assertThat(restorations(product)).isEqualTo(expected.restorations());
        assertThat(funding / expected.fundingReceived()).isCloseTo(1, within(0.001));
        assertThat(product.summary().liquidations()).isZero();
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    /** Whatever the leverage, the shorts are as many ETH as are staked less what is owed, at every exchange its weight. */
    @ParameterizedTest
    @CsvSource({
        "usdt_eth_staking_hedged_simple,    0",
        "usdt_eth_staking_hedged_leveraged, 3.5",
    })
    void theShortIsTheNetEther(String mode, double leastDebtPerNetEther) {
        // Given
        Runs run = Runs.of(mode).over(FROM, TO).withoutCosts().set("rewards.enabled", "false");

        // When
        Runs.Finished product = run.on(data);

        // Then
        Map<Instant, RiskAssessment> atTheEnd = new HashMap<>();
        product.record().booked().forEach(assessment -> atTheEnd.put(assessment.at(), assessment));
        List<Instant> restorations = restorations(product);
        assertThat(restorations).hasSize(14);
        assertThat(restorations).allSatisfy(at -> {
            RiskAssessment restored = Objects.requireNonNull(atTheEnd.get(at));
            double net = netEther(restored);
            assertThat(debt(restored)).isGreaterThanOrEqualTo(leastDebtPerNetEther * net);
            assertThat(shorts(restored.positions())).isCloseTo(net, within(1e-6));
            assertThat(shortAt(restored.positions(), Venue.BINANCE)).isCloseTo(0.4 * net, within(1e-6));
            assertThat(shortAt(restored.positions(), Venue.OKX)).isCloseTo(0.3 * net, within(1e-6));
        });
    }

    private static List<Instant> restorations(Runs.Finished product) {
        return product.record().decisions().notable().stream()
                .filter(decision -> RESTORES.contains(decision.reason()))
                .map(TargetPositions::at)
                .toList();
    }

    private static double netEther(RiskAssessment now) {
        Loan loan = now.exposure().loan();
        double rate = now.market().value(now.market().layout().require(SeriesKey.lstRate(Asset.WEETH)));
        double free = now.positions().units(InstrumentKey.home(Asset.WEETH)) * rate;
        return free + (loan == null ? 0 : loan.equity());
    }

    private static double debt(RiskAssessment now) {
        Loan loan = now.exposure().loan();
        return loan == null ? 0 : loan.debt();
    }

    private static double shorts(Positions held) {
        return shortAt(held, Venue.BINANCE) + shortAt(held, Venue.BYBIT) + shortAt(held, Venue.OKX);
    }

    private static double shortAt(Positions held, Venue venue) {
        return -held.units(InstrumentKey.perp(venue, Asset.ETH));
    }
}
