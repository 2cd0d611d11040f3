package io.basis.risk.rules;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Follows the market from instant to instant for the rules that look back; bound once to the series. */
public final class MarketWatch {

    private static final int NONE = -1;
    private static final Duration YEAR = Duration.ofDays(365);

    /** The weight of a price move halves over this time. */
    private static final Duration HALF_LIFE = Duration.ofDays(1);

    /** Three days of settlements every eight hours. */
    private static final int SETTLEMENTS = 9;

    /** A protocol rate that fell is the new measure after this time. */
    private static final Duration PEAK_LASTS = Duration.ofDays(7);

    private final SeriesLayout series;
    private final RiskLimits limits;
    private final int price;
    private final int[] funding;
    private final int rate;
    private final int market;
    private final double weight;
    private final double intervalsPerYear;

    public MarketWatch(StrategyDefinition definition, SeriesLayout series) {
        this.series = series;
        limits = definition.parameters().limits();
        Asset traded = definition.traded();
        price = traded == Asset.USDT ? NONE : series.price(SeriesKey.spot(Venue.BINANCE, traded));
        funding = definition.parameters().exchanges().stream()
                .mapToInt(venue -> series.require(SeriesKey.funding(venue, traded)))
                .toArray();
        @Nullable Staking staking = definition.parameters().staking();
        rate = staking == null ? NONE : series.require(SeriesKey.lstRate(staking.lst()));
        market = staking == null ? NONE : series.require(SeriesKey.lstMarket(staking.lst()));
        double interval = definition.interval().toSeconds();
        weight = 1 - StrictMath.pow(2, -interval / HALF_LIFE.toSeconds());
        intervalsPerYear = YEAR.toSeconds() / interval;
    }

    /** True when this was made for exactly this layout. */
    public boolean binds(SeriesLayout layout) {
        return series == layout;
    }

    /** A new instant begins: takes in its prices, rates and payments. */
    public void beginInstant(RiskMemory memory, MarketSnapshot now) {
        watchPrice(memory, now);
        watchFunding(memory, now);
        if (rate != NONE) {
            watchRate(memory, now.value(rate), now.at());
            memory.discount = 1 - now.value(market) / now.value(rate);
        }
    }

    /** The price move since the last instant may open the circuit breaker. */
    private void watchPrice(RiskMemory memory, MarketSnapshot now) {
        double latest = price == NONE ? 1 : now.value(price);
        memory.move = latest / memory.price - 1;
        memory.price = latest;
        if (Math.abs(memory.move) >= limits.breaker().priceMove()) {
            memory.breakerLeft = limits.breaker().intervals();
        } else if (memory.breakerLeft > 0) {
            memory.breakerLeft--;
        }
        if (!Double.isNaN(memory.move)) {
            double squared = memory.move * memory.move * intervalsPerYear;
            memory.variance = Double.isNaN(memory.variance)
                    ? weight * squared
                    : (1 - weight) * memory.variance + weight * squared;
        }
        boolean stale = price != NONE && now.provenance(price) == Provenance.STALE;
        memory.staleFor = stale ? memory.staleFor + 1 : 0;
    }

    private void watchFunding(RiskMemory memory, MarketSnapshot now) {
        double sum = 0;
        int paid = 0;
        for (int slot : funding) {
            if (!Double.isNaN(now.value(slot))) {
                sum += now.value(slot);
                paid++;
            }
        }
        if (paid > 0) {
            int kept = Math.min(memory.funding.length, SETTLEMENTS - 1);
            double[] latest = Arrays.copyOf(
                    Arrays.copyOfRange(memory.funding, memory.funding.length - kept, memory.funding.length), kept + 1);
            latest[kept] = sum / paid;
            memory.funding = latest;
        }
    }

    private static void watchRate(RiskMemory memory, double rate, Instant now) {
        memory.rate = rate;
        Instant since = memory.peakRateAt;
        boolean outlived = since == null || Duration.between(since, now).compareTo(PEAK_LASTS) > 0;
        if (outlived || !(rate < memory.peakRate)) {
            memory.peakRate = rate;
            memory.peakRateAt = now;
        }
    }
}
