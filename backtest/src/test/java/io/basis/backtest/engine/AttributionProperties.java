package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.message.PnlReport;
import io.basis.domain.strategy.Flow;
import io.basis.strategy.definition.Modes;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever owners add and take, and whatever markets do, equity is what they put in plus Σ attribution.
 *
 * <p>Transfers take time in calm markets only: in rough ones margin can be gone before it arrives, and the strategy halts.
 */
class AttributionProperties {

    @Provide
    Arbitrary<String> modes() {
        return Arbitraries.of(Modes.names());
    }

    @Property(tries = 40)
    void equityIsNetDepositsAndAttribution(
            @ForAll("modes") String mode,
            @ForAll boolean costs,
            @ForAll boolean delay,
            @ForAll boolean rough,
            @ForAll long seed) {
        Runs run = run(mode, costs, delay && !rough, new Random(seed));

        Runs.Finished finished = run.on(rough ? SyntheticMarket.rough(seed) : SyntheticMarket.calm(seed));

        List<PnlReport> reports = finished.reports();
        assertThat(finished.worstResidual()).isLessThan(1e-9);
        assertThat(reports)
                .allSatisfy(report -> assertThat(
                                report.netDeposits() + report.attribution().sum() + report.residual())
                        .isCloseTo(report.equity(), within(1e-6)));
    }

    private static Runs run(String mode, boolean costs, boolean delay, Random random) {
        Runs run = Runs.of(mode);
        if (!costs) {
            run.withoutCosts();
        }
        if (delay) {
            run.transferDelay(Duration.ofHours(1 + random.nextInt(5)));
        }
        if (run.definition().parameters().hedge() != null) {
            int binance = 3 + random.nextInt(8);
            int bybit = random.nextInt(11 - binance);
            run.set("hedge_allocation.binance", Double.toString(binance / 10.0))
                    .set("hedge_allocation.bybit", Double.toString(bybit / 10.0))
                    .set("hedge_allocation.okx", Double.toString((10 - binance - bybit) / 10.0));
        }
        run.set("position_deviation_threshold", random.nextBoolean() ? "0.02" : "0.005");
        for (int i = random.nextInt(8); i > 0; i--) {
            boolean deposit = random.nextInt(3) == 0;
            run.flow(
                    deposit ? Flow.Type.DEPOSIT : Flow.Type.WITHDRAWAL,
                    "0." + (1 + random.nextInt(6)),
                    random.nextInt(240));
        }
        return run;
    }
}
