package io.basis.marketdata.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShockedSnapshotsProperties {

    private static final int COUNT = 60;

    private static final SeriesLayout LAYOUT = new SeriesLayout(List.of(
            SeriesKey.parse("spot:binance:ETHUSDT"),
            SeriesKey.parse("perp:binance:ETHUSDT"),
            SeriesKey.parse("funding:binance:ETHUSDT"),
            SeriesKey.parse("borrow_index:aave_v3:WETH"),
            SeriesKey.parse("gas:ethereum:gwei")));

    @Property(tries = 300)
    void nothingBeforeTheFirstShockChanges(@ForAll long seed) {
        Random random = new Random(seed);
        List<MarketSnapshot> history = history(random);
        Scenario scenario = scenario(random, "*:*:*");

        List<MarketSnapshot> run = ShockedSnapshots.of(scenario, history);

        for (int i = 0; i < COUNT; i++) {
            if (Duration.between(Hours.START, history.get(i).at()).compareTo(scenario.begins()) < 0) {
                assertThat(run.get(i)).isSameAs(history.get(i));
            }
        }
    }

    @Property(tries = 300)
    void whatIsKnownAtAnInstantDependsOnNothingAfterIt(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = COUNT) int known) {
        Random random = new Random(seed);
        List<MarketSnapshot> history = history(random);
        Scenario scenario = scenario(random, "*:*:*");

        List<MarketSnapshot> whole = ShockedSnapshots.of(scenario, history);
        List<MarketSnapshot> cut = ShockedSnapshots.of(scenario, history.subList(0, known));

        for (int i = 0; i < known; i++) {
            for (int slot = 0; slot < LAYOUT.size(); slot++) {
                assertSame(whole.get(i), cut.get(i), slot);
            }
        }
    }

    @Property(tries = 300)
    void seriesThatNoShockNamesAreTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        List<MarketSnapshot> history = history(random);

        List<MarketSnapshot> run = ShockedSnapshots.of(scenario(random, "*:binance:ETH*"), history);

        for (int i = 0; i < COUNT; i++) {
            assertSame(run.get(i), history.get(i), 3);
            assertSame(run.get(i), history.get(i), 4);
        }
    }

    @Property(tries = 300)
    void whatIsAbsentStaysAbsentAndABarHoldsItsEnds(@ForAll long seed) {
        Random random = new Random(seed);
        List<MarketSnapshot> history = history(random);

        List<MarketSnapshot> run = ShockedSnapshots.of(scenario(random, "*:*:*"), history);

        for (int i = 1; i < COUNT; i++) {
            MarketSnapshot now = run.get(i);
            for (int slot = 0; slot < LAYOUT.size(); slot++) {
                if (Double.isNaN(history.get(i).value(slot))) {
                    assertThat(now.value(slot)).isNaN();
                    assertThat(now.provenance(slot)).isEqualTo(Provenance.ABSENT);
                }
            }
            assertThat(now.high(0))
                    .isGreaterThanOrEqualTo(Math.max(run.get(i - 1).value(0), now.value(0)) - 1e-9);
            assertThat(now.low(0)).isLessThanOrEqualTo(Math.min(run.get(i - 1).value(0), now.value(0)) + 1e-9);
        }
    }

    private static void assertSame(MarketSnapshot one, MarketSnapshot other, int slot) {
        assertThat(new double[] {one.value(slot), one.high(slot), one.low(slot)})
                .containsExactly(other.value(slot), other.high(slot), other.low(slot));
        assertThat(one.provenance(slot)).isEqualTo(other.provenance(slot));
    }

    /** Prices that wander, each bar holding both its ends, a payment every eight hours, an index and a level. */
    private static List<MarketSnapshot> history(Random random) {
        List<MarketSnapshot> history = new ArrayList<>();
        double spot = 100;
        double index = 1;
        for (int i = 0; i < COUNT; i++) {
            double before = spot;
            spot *= Math.exp(0.02 * random.nextGaussian());
            index *= 1.00001;
            double high = Math.max(before, spot) + random.nextDouble();
            double low = Math.min(before, spot) - random.nextDouble();
            boolean due = i % 8 == 0;
            Provenance[] provenance = new Provenance[LAYOUT.size()];
            Arrays.fill(provenance, Provenance.OBSERVED);
            provenance[2] = due ? Provenance.OBSERVED : Provenance.ABSENT;
            history.add(new MarketSnapshot(
                    Hours.START.plus(Hours.HOUR.multipliedBy(i)),
                    LAYOUT,
                    new double[] {spot, spot, due ? 0.0001 : Double.NaN, index, 12},
                    new double[] {high, high, Double.NaN, Double.NaN, Double.NaN},
                    new double[] {low, low, Double.NaN, Double.NaN, Double.NaN},
                    provenance));
        }
        return history;
    }

    private static Scenario scenario(Random random, String pattern) {
        List<Shock> shocks = new ArrayList<>();
        SeriesPattern series = SeriesPattern.parse(pattern);
        for (int i = 0; i <= random.nextInt(4); i++) {
            Duration after = Duration.ofMinutes(random.nextInt(COUNT * 60));
            Duration lasting = random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(1 + random.nextInt(900));
            shocks.add(
                    switch (random.nextInt(4)) {
                        case 0 ->
                            new Shock.Scale(
                                    after,
                                    lasting,
                                    series,
                                    0.2 + 2 * random.nextDouble(),
                                    Duration.ofMinutes(random.nextInt(600)));
                        case 1 -> new Shock.Replace(after, lasting, series, 1 + 100 * random.nextDouble());
                        case 2 -> new Shock.Accrue(after, lasting, series, random.nextDouble());
                        default -> new Shock.Stall(after, lasting, series);
                    });
        }
        return new Scenario("random", "Random", shocks);
    }
}
