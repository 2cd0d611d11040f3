package io.basis.backtest.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.stress.StressResult.Safety;
import io.basis.domain.instrument.Asset;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Six hours of lending, while nothing happens by itself. */
class StressRunsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int HOURS = 6;

    private static final StrategyDefinition DEFINITION =
            Setup.lending().to(Setup.START.plus(HOUR.multipliedBy(HOURS))).definition();

    private int instants;

    @Test
    void aShockIsFeltFromItsHourOn() {
        // Given
        StressRuns runs = runs(Market.of(DEFINITION));

        // When
        StressResult result = runs.run(halving("liquidity_index:*:*"), this::count);

        // Then
        assertThat(result.loss()).isBetween(0.49, 0.5);
        assertThat(result.finalLoss()).isEqualTo(result.loss());
        assertThat(result.asInHistory()).isFalse();
        assertThat(result.halt()).isNull();
    }

    @Test
    void whatIsNotThereCannotHurt() {
        // Given
        StressRuns runs = runs(Market.of(DEFINITION));

        // When
        StressResult result = runs.run(halving("perp:*:*"), this::count);

        // Then
        assertThat(result.loss()).isZero();
        assertThat(result.asInHistory()).isTrue();
    }

    @Test
    void aRunThatHaltsHasAResult() {
        // Given
        SeriesKey index = SeriesKey.liquidityIndex(Asset.USDT);
        List<MarketSnapshot> history = history(Market.of(DEFINITION));
        MarketSnapshot unpriced = Market.of(DEFINITION)
                .after(HOUR.multipliedBy(4))
                .with(index, Double.NaN)
                .snapshot();
        history.set(2, unpriced);
        StressRuns runs = StressRuns.of(DEFINITION, history, this::count);

        // When
        StressResult result = runs.run(halving("liquidity_index:*:*"), this::count);

        // Then
        assertThat(result.halt()).isEqualTo("DAT-001");
        assertThat(result.safety()).isEqualTo(new Safety.Never());
        assertThat(result.loss()).isNull();
    }

    @Test
    void everyInstantOfEveryRunIsCounted() {
        // Given
        StressRuns runs = runs(Market.of(DEFINITION));

        // When
        runs.run(halving("liquidity_index:*:*"), this::count);

        // Then
        assertThat(instants).isEqualTo(2 * (HOURS + 1));
    }

    private StressRuns runs(Market market) {
        return StressRuns.of(DEFINITION, history(market), this::count);
    }

    private static List<MarketSnapshot> history(Market market) {
        List<MarketSnapshot> history = new ArrayList<>();
        Market now = market;
        for (int hour = 0; hour <= HOURS; hour++) {
            history.add(now.snapshot());
            now = now.nextHour();
        }
        return history;
    }

    private static Scenario halving(String series) {
        return new Scenario(
                "halving",
                "Halves after three hours",
                List.of(new Shock.Scale(
                        HOUR.multipliedBy(3), Duration.ZERO, SeriesPattern.parse(series), 0.5, Duration.ZERO)));
    }

    private void count() {
        instants++;
    }
}
