package io.basis.backtest.engine;

import io.basis.backtest.run.RunOrigin;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.backtest.run.Summary;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.snapshot.DataQuality;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.venues.catalogue.SeriesSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Backtests of a test on the direct bus: the whole chain of cores, from series to results. */
public final class Runs {

    private final String mode;
    private Instant from = SyntheticMarket.FROM;
    private Instant to = SyntheticMarket.TO;
    private boolean costs = true;
    private final Map<String, String> overrides = new HashMap<>();
    private final List<Flow> flows = new ArrayList<>();

    private Runs(String mode) {
        this.mode = mode;
    }

    /** The modes whose whole life is told here: those that pay their owners whatever happens. */
    public static List<String> modes() {
        return List.of("pure_lending_usdt", "btc_basis");
    }

    /** A backtest of a mode with its defaults over the synthetic market. */
    public static Runs of(String mode) {
        return new Runs(mode);
    }

    public Runs over(String fromDay, String toDay) {
        from = Instant.parse(fromDay + "T00:00:00Z");
        to = Instant.parse(toDay + "T00:00:00Z");
        return this;
    }

    public Runs withoutCosts() {
        costs = false;
        return this;
    }

    /** Lets transfers take this long, where the mode has any. */
    public Runs transferDelay(Duration delay) {
        return definition().parameters().exchanges().isEmpty() ? this : set("transfer_delay", delay.toMinutes() + "m");
    }

    public Runs set(String key, String value) {
        overrides.put(key, value);
        return this;
    }

    /** The owner adds or takes this multiple of the starting capital, so many hours after the start. */
    public Runs flow(Flow.Type type, String multiple, int hours) {
        BigDecimal amount = definition().capital().multiply(new BigDecimal(multiple));
        flows.add(new Flow("flow-" + (flows.size() + 1), type, amount, from.plus(Duration.ofHours(hours))));
        return this;
    }

    public StrategyDefinition definition() {
        return Definitions.define(
                new DefinitionRequest("test", mode, Environment.BACKTEST, null, from, to, null, overrides, costs));
    }

    public SnapshotFeed feed(SeriesSource source) {
        StrategyDefinition definition = definition();
        return SnapshotFeed.of(
                source,
                definition.series(),
                from,
                to,
                definition.interval(),
                definition.parameters().gaps());
    }

    /** Lets somebody see every message of the run. */
    public void observe(SeriesSource source, Consumer<Message> observer) {
        List<MarketSnapshot> snapshots = feed(source).snapshots();
        new DirectBus("test", any -> snapshots, observer).run(new StrategyCommand.Start(definition(), flows));
    }

    /** The run and its figures. */
    public Finished on(SeriesSource source) {
        StrategyDefinition definition = definition();
        SnapshotFeed feed = feed(source);
        RunRecorder recorder = new RunRecorder(definition);
        List<PnlReport> reports = new ArrayList<>();
        List<MarketSnapshot> snapshots = feed.snapshots();
        new DirectBus("test", any -> snapshots, message -> {
                    recorder.on(message);
                    if (message instanceof PnlReport report) {
                        reports.add(report);
                    }
                })
                .run(new StrategyCommand.Start(definition, flows));
        RunRecord record = recorder.finish(Duration.ZERO);
        DataQuality quality = feed.quality();
        RunOrigin origin = new RunOrigin("direct", "test", true, "", "", "test", quality, null);
        return new Finished(record, Summary.of(record, origin, Duration.ZERO), List.copyOf(reports));
    }

    /** A run that came to its end. */
    public record Finished(RunRecord record, Summary summary, List<PnlReport> reports) {

        /** Growth of one unit of the share currency, flows taken out, less one. */
        public double totalReturn() {
            return record.shareIndex().at(record.lastRow()) - 1;
        }

        public double totalReturnUsdt() {
            return record.usdtIndex().at(record.lastRow()) - 1;
        }

        /** The worst of what attribution leaves unexplained, as a fraction of the equity of its moment. */
        public double worstResidual() {
            return reports.stream()
                    .filter(report -> report.equity() > 0)
                    .mapToDouble(report -> Math.abs(report.residual()) / report.equity())
                    .max()
                    .orElse(0);
        }

        /** Greatest drift from the delta target at the end of any instant, fraction of equity. */
        public double worstDrift() {
            return Objects.requireNonNull(summary.maxAbsDeltaDrift());
        }
    }
}
