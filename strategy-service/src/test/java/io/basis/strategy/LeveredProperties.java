package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a levered leg is told to do is done whatever the rates, at the first try: no flash loan is left short. */
class LeveredProperties {

    private static final double TARGET = 0.95 / 1.15;
    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.ETH);

    @Property(tries = 300, seed = "2024")
    void aLoanThatIsTooLargeIsBroughtBackToItsTarget(@ForAll long seed, @ForAll boolean costs) {
        Random random = new Random(seed);
        StrategyDefinition definition = definition(costs);
        Market market = market(definition, random);
        Loop loop =
                Loop.simulatedHolding(definition, book(definition, market, random, 0.865 + 0.06 * random.nextDouble()));

        loop.at(market);

        assertThat(loop.reasons()).startsWith(Reason.HEALTH);
        assertThat(loan(loop, market).ltv()).isCloseTo(TARGET, within(costs ? 0.002 : 1e-7));
        assertThat(loan(loop, market).ltv()).isLessThan(TARGET + 1e-7);
    }

    @Property(tries = 300, seed = "2024")
    void aLoanIsRepaidInFull(@ForAll long seed, @ForAll boolean costs) {
        Random random = new Random(seed);
        StrategyDefinition definition = definition(costs);
        Market market = market(definition, random).with(SeriesKey.borrowApr(Asset.WETH), 2);
        Loop loop = Loop.simulatedHolding(definition, book(definition, market, random, TARGET));

        loop.at(market);
        loop.at(market.after(Duration.ofDays(3)));

        assertThat(loop.reasons()).contains(Reason.CARRY_LOST);
        assertThat(loan(loop, market).debt()).isCloseTo(0, within(1e-9));
    }

    @Property(tries = 300, seed = "2024")
    void aWithdrawalIsPaidInFullAtConstantLoanToValue(@ForAll long seed, @ForAll boolean costs) {
        Random random = new Random(seed);
        StrategyDefinition definition = definition(costs);
        Market market = market(definition, random);
        double ltv = TARGET - 0.009 * random.nextDouble();
        Loop loop = Loop.simulatedHolding(definition, book(definition, market, random, ltv));
        double equity = loan(loop, market).equity();
        BigDecimal amount =
                BigDecimal.valueOf(equity * (0.01 + 0.8 * random.nextDouble())).setScale(18, RoundingMode.DOWN);
        loop.command(new StrategyCommand.RequestFlow(new Flow("w-1", Flow.Type.WITHDRAWAL, amount, Setup.START)));

        loop.at(market);

        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL_PAID);
        assertThat(loan(loop, market).ltv()).isCloseTo(ltv, within(1e-7));
    }

    @Property(tries = 300, seed = "2024")
    void anExitLeavesOnlyThePurse(@ForAll long seed, @ForAll boolean costs) {
        Random random = new Random(seed);
        StrategyDefinition definition = definition(costs);
        Market market = market(definition, random);
        Loop loop = Loop.simulatedHolding(definition, book(definition, market, random, TARGET));
        double equity = loop.assessedAt(market).exposure().marketEquity();

        loop.command(new StrategyCommand.Stop()).at(market);

        assertThat(loan(loop, market).debt()).isCloseTo(0, within(1e-15));
        assertThat(loan(loop, market).collateral()).isCloseTo(0, within(1e-15));
        assertThat(loop.held("etherfi:BaseToken:WEETH")).isEqualTo("0");
        assertThat(loop.held().units(WALLET)).isBetween(equity * (costs ? 0.9 : 1 - 1e-9), equity * (1 + 1e-9));
    }

    @Property(tries = 200, seed = "2024")
    void withoutAFlashLoanTheSameIsDoneInRounds(@ForAll long seed, @ForAll boolean costs) {
        Random random = new Random(seed);
        StrategyDefinition definition = definition(costs, false);
        Market market = market(definition, random);
        Loop delevered =
                Loop.simulatedHolding(definition, book(definition, market, random, 0.865 + 0.06 * random.nextDouble()));
        Loop closed = Loop.simulatedHolding(definition, book(definition, market, random, TARGET));

        delevered.at(market);
        closed.command(new StrategyCommand.Stop()).at(market);

        assertThat(loan(delevered, market).ltv()).isCloseTo(TARGET, within(costs ? 0.005 : 1e-7));
        assertThat(loan(closed, market).debt()).isCloseTo(0, within(1e-15));
        assertThat(loan(closed, market).collateral()).isCloseTo(0, within(1e-8));
    }

    /** Some collateral in raw units and scaled debt at a loan to value. */
    private static Book book(StrategyDefinition definition, Market market, Random random, double ltv) {
        double collateral = Math.pow(10, 4 * random.nextDouble());
        double rate = value(market, SeriesKey.lstRate(Asset.WEETH));
        double debt = collateral * ltv / value(market, SeriesKey.borrowIndex(Asset.WETH));
        double scaled = collateral / rate / value(market, SeriesKey.liquidityIndex(Asset.WEETH));
        return Book.of(definition)
                .with("aave_v3:aToken:aWEETH", BigDecimal.valueOf(scaled).toPlainString())
                .with("aave_v3:debtToken:debtWETH", BigDecimal.valueOf(debt).toPlainString())
                .with("wallet:BaseToken:ETH", definition.parameters().gasFloat().toPlainString());
    }

    private static StrategyDefinition definition(boolean costs) {
        return definition(costs, true);
    }

    private static StrategyDefinition definition(boolean costs, boolean flash) {
        Setup setup = Setup.levered(Asset.WEETH);
        if (costs) {
            setup.gasFloat("0.5").costs(Setup.costs(true, true, true, true));
        }
        if (!flash) {
            setup.scenario(new Scenario(
                    "no-flash",
                    "no flash loans",
                    List.of(new Shock.Refuse(Duration.ZERO, Duration.ZERO, Venue.MORPHO))));
        }
        return setup.definition();
    }

    private static Market market(StrategyDefinition definition, Random random) {
        double rate = 1 + 0.2 * random.nextDouble();
        return Market.of(definition)
                .price(Asset.ETH, 1_000 + 4_000 * random.nextDouble())
                .with(SeriesKey.pool(Asset.EIGEN), 0.001)
                .with(SeriesKey.pool(Asset.ETHFI), 0.001)
                .with(SeriesKey.lstYield(Asset.WEETH), 0.03)
                .with(SeriesKey.borrowApr(Asset.WETH), 0.02)
                .with(SeriesKey.lstRate(Asset.WEETH), rate)
                .with(SeriesKey.lstMarket(Asset.WEETH), rate * (0.99 + 0.012 * random.nextDouble()))
                .with(SeriesKey.liquidityIndex(Asset.WEETH), 1 + 0.1 * random.nextDouble())
                .with(SeriesKey.borrowIndex(Asset.WETH), 1 + 0.1 * random.nextDouble());
    }

    private static double value(Market market, SeriesKey key) {
        return market.snapshot().value(market.snapshot().layout().require(key));
    }

    private static Loan loan(Loop loop, Market market) {
        return Objects.requireNonNull(loop.assessedAt(market).exposure().loan());
    }
}
