package io.basis.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is remembered of the market from one instant to the next. */
class MarketWatchTest {

    private static final StrategyDefinition BASIS = Setup.basis(Asset.BTC).definition();
    private static final StrategyDefinition STAKING =
            Setup.staking(Asset.WSTETH).definition();
    private static final SeriesKey RATE = SeriesKey.lstRate(Asset.WSTETH);

    private final RiskMemory memory = new RiskMemory();

    @Test
    void fundingIsTheMeanOfTheExchangesAndKeptForThreeDays() {
        // Given
        MarketWatch watch = watch(BASIS);

        // When
        for (int settlement = 1; settlement <= 12; settlement++) {
            Market market = Market.of(BASIS)
                    .after(Duration.ofHours(8L * settlement))
                    .funding(Venue.BINANCE, Asset.BTC, settlement * 1e-4)
                    .funding(Venue.OKX, Asset.BTC, settlement * 3e-4);
            see(watch, market);
            see(watch, market.nextHour());
        }

        // Then
        assertThat(memory.funding).hasSize(9);
        assertThat(memory.funding[0]).isCloseTo(4 * 2e-4, within(1e-15));
        assertThat(memory.funding[8]).isCloseTo(12 * 2e-4, within(1e-15));
    }

    @Test
    void anExchangeWithoutWeightPaysNoFundingThatMatters() {
        // Given
        StrategyDefinition definition =
                Setup.basis(Asset.BTC).hedge("1", "0", "0").definition();
        MarketWatch watch = watch(definition);

        // When
        see(watch, Market.of(definition).funding(Venue.BINANCE, Asset.BTC, 1e-4).funding(Venue.OKX, Asset.BTC, 5e-4));

        // Then
        assertThat(memory.funding).containsExactly(1e-4);
    }

    @Test
    void theHighestProtocolRateLastsSevenDays() {
        // Given
        MarketWatch watch = watch(STAKING);
        Market market = Market.of(STAKING);
        see(watch, market.with(RATE, 1.2));

        // When
        see(watch, market.after(Duration.ofDays(1)).with(RATE, 1.19));
        double fallen = memory.peakRate;
        see(watch, market.after(Duration.ofDays(7)).with(RATE, 1.19));
        double week = memory.peakRate;
        see(watch, market.after(Duration.ofDays(7).plusHours(1)).with(RATE, 1.19));
        double outlived = memory.peakRate;

        // Then
        assertThat(fallen).isEqualTo(1.2);
        assertThat(week).isEqualTo(1.2);
        assertThat(outlived).isEqualTo(1.19);
        assertThat(memory.rate).isEqualTo(1.19);
    }

    @Test
    void aRateThatStandsOrGrowsIsItsOwnPeak() {
        // Given
        MarketWatch watch = watch(STAKING);
        Market market = Market.of(STAKING);

        // When
        see(watch, market.with(RATE, 1.2));
        see(watch, market.after(Duration.ofDays(6)).with(RATE, 1.2));
        see(watch, market.after(Duration.ofDays(12)).with(RATE, 1.19));

        // Then
        assertThat(memory.peakRate).isEqualTo(1.2);
    }

    @Test
    void theDiscountIsThatOfTheMarketAgainstTheProtocol() {
        // When
        see(watch(STAKING), Market.of(STAKING).with(RATE, 1.25).with(SeriesKey.lstMarket(Asset.WSTETH), 1.2));

        // Then
        assertThat(memory.discount).isCloseTo(0.04, within(1e-12));
    }

    /** Moves of one per cent an hour are sd 0.936 a year; each weighs 1 − 2^(−1/24) against what was. */
    @Test
    void varianceIsOfAboutADayAndRecentMovesWeighMost() {
        // Given
        MarketWatch watch = watch(BASIS);
        Market market = Market.of(BASIS);
        double price = 60_000;
        see(watch, market);
        double before = memory.variance;

        // When
        double first = Double.NaN;
        for (int hour = 1; hour <= 24; hour++) {
            price *= hour % 2 == 0 ? 1.01 : 0.99;
            market = market.nextHour().price(Asset.BTC, price);
            see(watch, market);
            first = hour == 1 ? memory.variance : first;
        }
        double day = memory.variance;
        see(watch, market.nextHour());

        // Then
        double whole = 1e-4 * 365 * 24;
        assertThat(before).isNaN();
        assertThat(first).isCloseTo(whole * (1 - Math.pow(2, -1.0 / 24)), within(1e-12));
        assertThat(day).isCloseTo(whole / 2, within(1e-9));
        assertThat(memory.variance).isCloseTo(day * Math.pow(2, -1.0 / 24), within(1e-9));
    }

    @Test
    void stalePricesAreCountedUntilAFreshOne() {
        // Given
        MarketWatch watch = watch(BASIS);
        Market market = Market.of(BASIS);

        // When
        see(watch, market);
        for (int hour = 1; hour <= 3; hour++) {
            watch.beginInstant(
                    memory, stale(market.after(Duration.ofHours(hour)).snapshot()));
        }
        int stale = memory.staleFor;
        see(watch, market.after(Duration.ofHours(4)));

        // Then
        assertThat(stale).isEqualTo(3);
        assertThat(memory.staleFor).isZero();
    }

    @Test
    void aLargeMoveOpensTheBreakerAndAnotherOneOpensItAnew() {
        // Given
        MarketWatch watch = watch(BASIS);
        Market market = Market.of(BASIS);
        see(watch, market);

        // When
        see(watch, market.nextHour().price(Asset.BTC, 53_900));
        int opened = memory.breakerLeft;
        see(watch, market.after(Duration.ofHours(2)).price(Asset.BTC, 53_900));
        int later = memory.breakerLeft;
        see(watch, market.after(Duration.ofHours(3)).price(Asset.BTC, 59_400));

        // Then
        assertThat(opened).isEqualTo(6);
        assertThat(later).isEqualTo(5);
        assertThat(memory.breakerLeft).isEqualTo(6);
    }

    @Test
    void lendingWatchesNoPrice() {
        // Given
        StrategyDefinition lending = Setup.lending().definition();
        MarketWatch watch = watch(lending);

        // When
        see(watch, Market.of(lending));
        see(watch, Market.of(lending).nextHour().price(Asset.ETH, 1));

        // Then
        assertThat(memory.move).isZero();
        assertThat(memory.rate).isNaN();
        assertThat(memory.funding).isEmpty();
    }

    private void see(MarketWatch watch, Market market) {
        watch.beginInstant(memory, market.snapshot());
    }

    private static MarketWatch watch(StrategyDefinition definition) {
        return new MarketWatch(definition, Market.of(definition).snapshot().layout());
    }

    private static MarketSnapshot stale(MarketSnapshot market) {
        int size = market.layout().size();
        double[] values = new double[size];
        double[] none = new double[size];
        Provenance[] provenance = new Provenance[size];
        Arrays.setAll(values, market::value);
        Arrays.fill(none, Double.NaN);
        Arrays.fill(provenance, Provenance.STALE);
        return new MarketSnapshot(market.at(), market.layout(), values, none, none.clone(), provenance);
    }
}
