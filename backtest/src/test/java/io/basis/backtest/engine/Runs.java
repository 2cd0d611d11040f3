package io.basis.backtest.engine;

import io.basis.backtest.run.RunOrigin;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.RunRecorder;
import io.basis.backtest.run.Summary;
import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.scenario.ShockedSnapshots;
import io.basis.marketdata.snapshot.DataQuality;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.strategy.definition.DefinitionRequest;
import io.basis.strategy.definition.Definitions;
import io.basis.strategy.definition.Scenarios;
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
import org.jspecify.annotations.Nullable;

/** Backtests of a test on the direct bus: the whole chain of cores, from series to results. */
public final class Runs {

    /** Instants of a run over the synthetic market: ten days of hours, or twenty hours of five minutes. */
    public static final int INTERVALS = 240;

    private final String mode;
    private Instant from;
    private Instant to;
    private boolean costs = true;
    private @Nullable String capital;
    private @Nullable Scenario scenario;
    private @Nullable Instant stop;
    private final Map<String, String> overrides = new HashMap<>();
    private final List<Flow> flows = new ArrayList<>();

    private Runs(String mode) {
        this.mode = mode;
        from = SyntheticMarket.FROM;
        to = SyntheticMarket.TO;
        Duration window = interval().multipliedBy(INTERVALS);
        if (to.isAfter(from.plus(window))) {
            from = SyntheticMarket.RALLY.minus(window.dividedBy(2));
            to = from.plus(window);
        }
    }

    /** A backtest of a mode with its defaults over the synthetic market, its rally in the middle of a shorter one. */
    public static Runs of(String mode) {
        return new Runs(mode);
    }

    public Runs over(String fromDay, String toDay) {
        return over(Instant.parse(fromDay + "T00:00:00Z"), Instant.parse(toDay + "T00:00:00Z"));
    }

    public Runs over(Instant first, Instant last) {
        from = first;
        to = last;
        return this;
    }

    public Runs capital(String amount) {
        capital = amount;
        return this;
    }

    public Runs scenario(String name) {
        scenario = Scenarios.named(name);
        return this;
    }

    /** The owner stops the strategy so many intervals after the start. */
    public Runs stop(int intervals) {
        stop = after(intervals);
        return this;
    }

    public Runs withoutCosts() {
        costs = false;
        return this;
    }

    /** Lets transfers take this long, where the mode has any. */
    public Runs transferDelay(Duration delay) {
        return switch (definition().family()) {
            case BASIS, HEDGED_STAKING -> set("transfer_delay", delay.toMinutes() + "m");
            case LENDING, STAKING, DIRECTIONAL -> this;
        };
    }

    public Runs set(String key, String value) {
        overrides.put(key, value);
        return this;
    }

    /** The owner adds or takes this multiple of the starting capital, so many intervals after the start. */
    public Runs flow(Flow.Type type, String multiple, int intervals) {
        BigDecimal amount = definition().capital().multiply(new BigDecimal(multiple));
        flows.add(new Flow("flow-" + (flows.size() + 1), type, amount, after(intervals)));
        return this;
    }

    public StrategyDefinition definition() {
        return Definitions.define(new DefinitionRequest(
                "test", mode, Environment.BACKTEST, capital, from, to, null, overrides, costs, scenario));
    }

    public Instant from() {
        return from;
    }

    public Instant to() {
        return to;
    }

    public Duration interval() {
        return definition().interval();
    }

    /** The instant so many intervals after the start. */
    public Instant after(int intervals) {
        return from.plus(interval().multipliedBy(intervals));
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
        run(definition(), feed(source), observer);
    }

    private void run(StrategyDefinition definition, SnapshotFeed feed, Consumer<Message> observer) {
        List<MarketSnapshot> snapshots = ShockedSnapshots.of(definition.scenario(), feed.snapshots());
        Owner owner = new Owner(observer);
        owner.bus = new DirectBus("test", any -> snapshots, owner);
        owner.bus.run(new StrategyCommand.Start(definition, flows));
    }

    /** Sees every message, and stops the strategy when it is time. */
    private final class Owner implements Consumer<Message> {

        private final Consumer<Message> observer;
        private @Nullable DirectBus bus;
        private boolean stopped;

        Owner(Consumer<Message> observer) {
            this.observer = observer;
        }

        @Override
        public void accept(Message message) {
            observer.accept(message);
            boolean due = stop != null
                    && message instanceof MarketSnapshot market
                    && market.at().equals(stop);
            if (due && !stopped) {
                stopped = true;
                Objects.requireNonNull(bus).run(new StrategyCommand.Stop());
            }
        }
    }

    /** The run and its figures. */
    public Finished on(SeriesSource source) {
        StrategyDefinition definition = definition();
        SnapshotFeed feed = feed(source);
        RunRecorder recorder = new RunRecorder(definition);
        List<PnlReport> reports = new ArrayList<>();
        run(definition, feed, message -> {
            recorder.on(message);
            if (message instanceof PnlReport report) {
                reports.add(report);
            }
        });
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

        /** The worst of what attribution leaves unexplained, as a fraction of the greatest equity of the run. */
        public double worstResidual() {
            double worst = 0;
            double most = 0;
            for (PnlReport report : reports) {
                worst = Math.max(worst, Math.abs(report.residual()));
                most = Math.max(most, report.equity());
            }
            return worst / most;
        }

        /** Greatest drift from the delta target at the end of any instant, fraction of equity. */
        public double worstDrift() {
            return Objects.requireNonNull(summary.maxAbsDeltaDrift());
        }
    }
}
