package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.pnl.Source;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The way in and out again of every mode, with costs: what it cost is in the attribution, and nothing is left but the
 * purse, the gas float and crumbs. What is staked leaves at the market.
 */
class ExitTest {

    private static final SyntheticMarket MARKET = SyntheticMarket.calm(2);
    private static final int OUT = 200;
    private static final InstrumentKey WALLET_ETH = InstrumentKey.token(Venue.WALLET, Asset.ETH);

    /** What is worth less than this fraction of equity is a crumb. */
    private static final double CRUMB = 2e-5;

    @ParameterizedTest
    @MethodSource("io.basis.strategy.definition.Modes#names")
    void aStopLeavesOnlyThePurse(String mode) {
        // Given
        Runs run = leavingAtTheMarket(mode).stop(OUT);

        // When
        Runs.Finished product = run.on(MARKET);

        // Then
        assertThat(product.record().decisions().notable()).anyMatch(decision -> decision.reason() == Reason.STOPPED);
        assertOnlyThePurseIsLeft(product, run.definition());
        assertCostsAreVisible(product, run.definition());
    }

    @ParameterizedTest
    @MethodSource("io.basis.strategy.definition.Modes#names")
    void aWithdrawalOfNearlyEverythingIsPaid(String mode) {
        // Given
        Runs.Finished before = leavingAtTheMarket(mode).on(MARKET);
        StrategyDefinition definition = before.record().definition();
        double equity = before.record().marketEquity().at(OUT);
        BigDecimal nearlyAll = BigDecimal.valueOf(0.99 * equity).divide(definition.capital(), 4, RoundingMode.DOWN);
        Runs run = leavingAtTheMarket(mode).flow(Flow.Type.WITHDRAWAL, nearlyAll.toPlainString(), OUT);

        // When
        Runs.Finished product = run.on(MARKET);

        // Then
        double asked = nearlyAll.multiply(definition.capital()).doubleValue();
        double paid = -product.summary().netDeposits();
        assertThat(paid).isBetween(asked * 0.97, asked * (1 + 1e-9));
        assertThat(product.summary().finalEquity()).isLessThan(equity - paid + 0.01 * equity);
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    private static Runs leavingAtTheMarket(String mode) {
        Runs run = Runs.of(mode);
        return run.definition().parameters().staking() == null ? run : run.set("exit", "market");
    }

    private static void assertOnlyThePurseIsLeft(Runs.Finished product, StrategyDefinition definition) {
        RiskAssessment last = product.record().booked().getLast();
        Positions left = last.positions();
        Valuation valuation = new Valuation(left.layout(), last.market().layout());
        InstrumentKey purse = purse(definition);
        for (int slot = 0; slot < left.layout().size(); slot++) {
            InstrumentKey key = left.layout().key(slot);
            if (key.type() == PositionType.PERP) {
                assertThat(left.quantity(slot)).as(key.toString()).isZero();
            } else if (key.equals(WALLET_ETH) && !purse.equals(WALLET_ETH)) {
                assertThat(left.units(slot))
                        .isLessThanOrEqualTo(definition.parameters().gasFloat().doubleValue() + 0.001);
            } else if (!key.equals(purse)) {
                assertThat(valuation.value(left, slot, last.market()))
                        .as(key.toString())
                        .isCloseTo(0, within(CRUMB * last.exposure().equityUsdt()));
            }
        }
        assertThat(left.units(purse)).isPositive();
    }

    private static InstrumentKey purse(StrategyDefinition definition) {
        Venue venue = definition.family() == Family.DIRECTIONAL ? Venue.BINANCE : Venue.WALLET;
        return InstrumentKey.token(venue, definition.shareClass());
    }

    /** Added up a second time from what the venues reported. */
    private static void assertCostsAreVisible(Runs.Finished product, StrategyDefinition definition) {
        Costs costs = Costs.NONE;
        for (RiskAssessment assessment : product.record().booked()) {
            for (AccountEvent event : assessment.events()) {
                costs = costs.plus(Costs.of(event, assessment));
            }
        }
        var attribution = product.summary().attribution();
        double noise = 1e-9 * product.summary().initialEquity();
        assertThat(attribution.get(Source.FEES)).isCloseTo(-costs.fees(), within(noise));
        assertThat(attribution.get(Source.SLIPPAGE)).isCloseTo(-costs.slippage(), within(noise));
        assertThat(attribution.get(Source.GAS)).isCloseTo(-costs.gas(), within(noise));
        assertThat(costs.fees() > 0).isEqualTo(definition.family() != Family.LENDING);
        assertThat(costs.gas() > 0).isEqualTo(definition.family() != Family.DIRECTIONAL);
        if (definition.parameters().staking() != null) {
            assertThat(costs.slippage()).isPositive();
            assertThat(costs.discount()).isPositive();
        }
        if (definition.family() == Family.STAKING) {
            assertThat(attribution.get(Source.BASIS)).isCloseTo(-costs.discount(), within(noise));
        }
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    /** In share-class currency; the discount is what selling staked tokens at the market got less than their rate. */
    private record Costs(double fees, double slippage, double gas, double discount) {

        static final Costs NONE = new Costs(0, 0, 0, 0);

        Costs plus(Costs other) {
            return new Costs(fees + other.fees, slippage + other.slippage, gas + other.gas, discount + other.discount);
        }

        static Costs of(AccountEvent event, RiskAssessment now) {
            double usdt = 1 / now.exposure().sharePrice();
            return switch (event) {
                case AccountEvent.SpotFilled e -> traded(e.fee(), e.slippage(), usdt);
                case AccountEvent.PerpFilled e -> traded(e.fee(), e.slippage(), usdt);
                case AccountEvent.StopFilled e -> traded(e.fee(), e.slippage(), usdt);
                case AccountEvent.Swapped e -> swapped(e, now);
                case AccountEvent.Transferred e -> gas(e.gas(), now);
                case AccountEvent.Supplied e -> gas(e.gas(), now);
                case AccountEvent.Redeemed e -> gas(e.gas(), now);
                case AccountEvent.EModeEnabled e -> gas(e.gas(), now);
                case AccountEvent.Borrowed e -> gas(e.gas(), now);
                case AccountEvent.Repaid e -> gas(e.gas(), now);
                case AccountEvent.FlashBorrowed e -> gas(e.gas(), now);
                case AccountEvent.Staked e -> gas(e.gas(), now);
                case AccountEvent.UnstakeRequested e -> gas(e.gas(), now);
                default -> NONE;
            };
        }

        private static Costs traded(BigDecimal fee, BigDecimal slippage, double price) {
            return new Costs(fee.doubleValue() * price, slippage.doubleValue() * price, 0, 0);
        }

        private static Costs gas(BigDecimal gas, RiskAssessment now) {
            return gas.signum() == 0 ? NONE : new Costs(0, 0, gas.doubleValue() * ether(now), 0);
        }

        private static Costs swapped(Swapped swap, RiskAssessment now) {
            double received = Instruments.asset(swap.to()) == Asset.USDT
                    ? 1 / now.exposure().sharePrice()
                    : ether(now);
            double discount = 0;
            if (Instruments.asset(swap.from()) == Asset.WEETH) {
                double rate = now.market().value(now.market().layout().require(SeriesKey.lstRate(Asset.WEETH)));
                discount = (swap.paid().doubleValue() * rate - swap.received().doubleValue()) * ether(now);
            }
            Costs trade = traded(swap.fee(), swap.slippage(), received);
            return trade.plus(gas(swap.gas(), now)).plus(new Costs(0, 0, 0, discount));
        }

        private static double ether(RiskAssessment now) {
            int slot = now.market().layout().price(SeriesKey.spot(Venue.BINANCE, Asset.ETH));
            return now.market().value(slot) / now.exposure().sharePrice();
        }
    }
}
