package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.backtest.engine.DirectionalOracle.Direction;
import io.basis.backtest.engine.DirectionalOracle.Settings;
import io.basis.backtest.engine.DirectionalOracle.ShareClass;
import io.basis.backtest.engine.DirectionalOracle.Signal;
import io.basis.backtest.run.RunRecord;
import io.basis.domain.pnl.Source;
import io.basis.venues.catalogue.Catalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Both directional modes on real bars without costs, against the bars themselves and against the oracle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectionalRealDataTest {

    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");
    private static final Instant FIRST_HOLE = Instant.parse("2024-10-28T19:00:00Z");
    private static final Map<ShareClass, String> MODE = Map.of(
            ShareClass.USDT, "ml_usdt_directional_usdt_margin", ShareClass.BTC, "ml_btc_directional_usdt_margin");

    private final Catalogue data = RealData.catalogue();
    private final Path folder = RealData.folder();
    private final DirectionalOracle oracle = DirectionalOracle.of(folder);

    /** A position that is never closed is worth its quantity times the move of the price, less the funding. */
    @ParameterizedTest
    @CsvSource({
        "LONG,  USDT",
        "SHORT, USDT",
        "LONG,  BTC",
        "SHORT, BTC",
    })
    void whatIsNeverStoppedEarnsTheMoveLessTheFunding(Direction direction, ShareClass shareClass) {
        // Given
        RawFiles files = new RawFiles(folder);
        Instant to = Instant.parse("2024-09-01T00:00:00Z");
        RawFiles.Bars perp = files.bars("ml/binance_BTCUSDT_perp_5m.csv.gz", 300);
        double opened = perp.priceAt(FROM.getEpochSecond());
        double closed = perp.priceAt(to.getEpochSecond());
        double spot = files.bars("ml/binance_BTCUSDT_spot_5m.csv.gz", 300).priceAt(to.getEpochSecond());
        double side = direction == Direction.LONG ? 1 : -1;
        double quantity = side * (shareClass == ShareClass.USDT ? 10_000 / opened : 1);
        double funding = files
                .values("funding/binance_BTCUSDT_8h.csv.gz", 0, 1)
                .subMap(FROM.getEpochSecond(), false, to.getEpochSecond(), true)
                .entrySet()
                .stream()
                .mapToDouble(paid -> -quantity * perp.priceAt(paid.getKey()) * paid.getValue())
                .sum();
        double usdt = quantity * (closed - opened) + funding;
        double expected = shareClass == ShareClass.USDT ? usdt / 10_000 : usdt / spot;
        Runs run = Runs.of(MODE.get(shareClass))
                .over(FROM, to)
                .withoutCosts()
                .set("ml_config.take_profit_sd", "9")
                .set("ml_config.stop_loss_sd", "9")
                .set("circuit_breaker.drawdown_multiple", "1000");

        // When
        Runs.Finished product = run.on(MadeUpSignals.in(data, MadeUpSignals.always(direction, FROM, to)));

        // Then
        assertThat(product.totalReturn()).isCloseTo(expected, within(1e-6));
        assertThat(product.summary().trades()).isEqualTo(1);
        if (shareClass == ShareClass.USDT) {
            assertThat(product.summary().attribution().get(Source.FUNDING)).isCloseTo(funding, within(1e-3));
        }
    }

    /**
     * Thousands of trades; a large capital, so that whole satoshis do not show.
     *
     * <p>After the first hole, on 2024-10-28, a few in ten million part the two: where a bar is absent the product takes
     * the close of the one before it, which is known, and the oracle the open of the bar that stands in.
     */
    @ParameterizedTest
    @EnumSource
    void theProductAgreesWithTheOracle(ShareClass shareClass) {
        // Given
        double capital = shareClass == ShareClass.USDT ? 1e8 : 1_000;
        List<Signal> signals = MadeUpSignals.ofTheStamp(FROM, TO);
        Runs run = Runs.of(MODE.get(shareClass))
                .over(FROM, TO)
                .withoutCosts()
                .capital(shareClass == ShareClass.USDT ? "100000000" : "1000")
                .set("circuit_breaker.drawdown_multiple", "1000");

        // When
        DirectionalOracle.Result expected = oracle.run(FROM, TO, capital, shareClass, signals, Settings.DEFAULT);
        Runs.Finished product = run.on(MadeUpSignals.in(data, signals));

        // Then
        assertThat(worstDistance(product.record(), expected.path(), FIRST_HOLE)).isLessThan(1e-8);
        assertThat(worstDistance(product.record(), expected.path(), TO)).isLessThan(5e-7);
        assertThat(product.summary().quality().missing()).isEqualTo(expected.missingSignals());
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    /** Farthest that two equity curves are apart at any instant up to one, fraction. */
    private static double worstDistance(RunRecord record, List<DirectionalOracle.Point> path, Instant until) {
        assertThat(record.at())
                .isEqualTo(path.stream().map(DirectionalOracle.Point::at).toList());
        double worst = 0;
        for (int row = 0; row < record.size() && !record.at().get(row).isAfter(until); row++) {
            worst = Math.max(
                    worst, Math.abs(record.equity().at(row) / path.get(row).equity() - 1));
        }
        return worst;
    }
}
