package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.LoanLiquidated;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.Asset;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.pnl.Source;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.scenario.ShockedSnapshots;
import io.basis.venues.simulated.Accounts;
import io.basis.venues.simulated.SimulatedVenues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the venues do to a book that is left alone, and that a book in the hands of its strategy is spared. */
class LiquidationTest {

    private static final SyntheticMarket MARKET = SyntheticMarket.calm(2);
    private static final Instant SHOCK = SyntheticMarket.FROM.plus(Duration.ofHours(24));

    @ParameterizedTest
    @CsvSource({
        "usdt_eth_staking_hedged_simple,    stake_allocation_percentage, 0.5",
        "usdt_eth_staking_hedged_leveraged, stake_allocation_percentage, 0.5",
        "btc_basis,                         collateral,                  usdt",
    })
    void aRiseOf82PerCentLiquidatesOnlyShortsThatAreLeftAlone(String mode, String key, String value) {
        // Given
        Runs run = Runs.of(mode).withoutCosts().set(key, value).scenario("spot_up_82");

        // When
        Runs.Finished managed = run.on(MARKET);
        List<AccountEvent> unmanaged = leftAlone(run, managed);

        // Then
        assertThat(unmanaged).anyMatch(Liquidated.class::isInstance);
        assertThat(managed.summary().liquidations()).isZero();
        assertThat(managed.summary().minMarginRatio()).isGreaterThan(0.20);
        assertThat(transfersAfterTheShock(managed)).isPositive();
        assertThat(managed.totalReturn()).isBetween(-0.02, 0.05);
    }

    /** What happens to the book as it was before the shock when nobody looks after it. */
    private static List<AccountEvent> leftAlone(Runs run, Runs.Finished managed) {
        StrategyDefinition definition = run.definition();
        List<MarketSnapshot> market =
                ShockedSnapshots.of(definition.scenario(), run.feed(MARKET).snapshots());
        Positions book = managed.record().booked().stream()
                .filter(assessment -> assessment.at().isBefore(SHOCK))
                .toList()
                .getLast()
                .positions();
        Accounts accounts = new Accounts(book);
        SimulatedVenues venues =
                new SimulatedVenues(definition, book.layout(), market.getFirst().layout());
        List<AccountEvent> events = new ArrayList<>();
        for (MarketSnapshot snapshot : market) {
            if (!snapshot.at().isBefore(SHOCK)) {
                events.addAll(venues.pass(accounts, snapshot));
            }
        }
        return events;
    }

    private static long transfersAfterTheShock(Runs.Finished run) {
        return run.record().booked().stream()
                .filter(assessment -> assessment.at().isAfter(SHOCK))
                .flatMap(assessment -> assessment.events().stream())
                .filter(Transferred.class::isInstance)
                .count();
    }

    /** Half of the debt is repaid, and its worth taken in collateral with 1 % on top. */
    @Test
    void aFallOfTheRateLiquidatesHalfOfALoanAtTheEdge() {
        // Given
        Runs run = Runs.of("eth_leveraged")
                .withoutCosts()
                .set("rewards.enabled", "false")
                .set("target_ltv", "0.9094")
                .set("health_factor_target", "1.0446")
                .set("health_factor_critical", "1.0")
                .scenario("oracle_ratio_5");

        // When
        Runs.Finished product = run.on(MARKET);

        // Then
        RiskAssessment shocked = product.record().booked().stream()
                .filter(assessment -> assessment.events().stream().anyMatch(LoanLiquidated.class::isInstance))
                .findFirst()
                .orElseThrow();
        List<LoanLiquidated> liquidated = shocked.events().stream()
                .filter(LoanLiquidated.class::isInstance)
                .map(LoanLiquidated.class::cast)
                .toList();
        Loan left = Objects.requireNonNull(shocked.exposure().loan());
        double rate = shocked.market().value(shocked.market().layout().require(SeriesKey.lstRate(Asset.WEETH)));
        double repaid = liquidated.getFirst().repaid().doubleValue();
        double seized = liquidated.getFirst().seized().doubleValue() * rate;
        assertThat(shocked.at()).isEqualTo(SHOCK);
        assertThat(liquidated).hasSize(1);
        assertThat((left.collateral() + seized) * 0.95 / (left.debt() + repaid)).isBetween(0.95, 1.0);
        assertThat(repaid).isCloseTo(left.debt(), within(1e-9));
        assertThat(seized).isCloseTo(repaid * 1.01, within(1e-9));
        assertThat(left.healthFactor()).isGreaterThan(1);
        assertThat(product.summary().attribution().get(Source.LIQUIDATION)).isCloseTo(-0.01 * repaid, within(1e-9));
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    @Test
    void atTheDefaultTargetTheSameFallIsSurvived() {
        // Given
        Runs run = Runs.of("eth_leveraged")
                .withoutCosts()
                .set("rewards.enabled", "false")
                .scenario("oracle_ratio_5");

        // When
        Runs.Finished product = run.on(MARKET);

        // Then
        assertThat(product.summary().liquidations()).isZero();
        assertThat(product.summary().minHealthFactor()).isGreaterThan(1.08);
        assertThat(product.summary().attribution().get(Source.LIQUIDATION)).isZero();
    }
}
