package io.basis.backtest.cli;

import io.basis.domain.market.SeriesKind;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.signal.ExampleModel;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.strategy.definition.Modes;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.SignalFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which modes to run, over which market data, and with which parameters. */
final class RunOptions {

    @Parameters(paramLabel = "MODE", arity = "0..*", description = "Modes to run; ./basis modes lists them.")
    private List<String> modes = List.of();

    @Option(names = "--all", description = "Run all modes.")
    private boolean all;

    @Mixin
    final MarketOptions market = new MarketOptions();

    @Option(names = "--from", paramLabel = "T", description = "Start, a date or instant in UTC.")
    @Nullable
    private String from;

    @Option(names = "--to", paramLabel = "T", description = "End, a date or instant in UTC.")
    @Nullable
    private String to;

    @Option(names = "--capital", paramLabel = "X", description = "Starting capital in the asset of the share class.")
    @Nullable
    private String capital;

    @Option(names = "--set", paramLabel = "key=value", description = "Sets a parameter of the mode; may be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--no-costs", description = "Without fees, slippage, gas and interest.")
    private boolean withoutCosts;

    @Option(
            names = "--signals",
            paramLabel = "FILE",
            description = "Predictions: CSV timestamp,signal,confidence,sd; default: the example model.")
    @Nullable
    Path signals;

    /** The modes asked for, all of which exist. */
    List<String> names() {
        if (all == !modes.isEmpty()) {
            throw new WrongInput(
                    all
                            ? "give modes or --all, not both"
                            : "a mode or --all is needed: " + String.join(", ", Modes.names()));
        }
        List<String> names = all ? Modes.names() : modes;
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new WrongInput("mode " + name + " is given twice, once is enough");
            }
            Modes.load(name);
        }
        return names;
    }

    /**
     * How to define them.
     *
     * @param source topic that market data is replayed from, or null
     * @param scenario written for any strategy, or null
     * @param longest how much of the data a run without a start takes at most, null for all
     */
    Planning planning(@Nullable String source, @Nullable Scenario scenario, @Nullable Duration longest) {
        return new Planning(
                capital,
                instant("--from", from),
                instant("--to", to),
                longest,
                source,
                Options.overrides(settings),
                !withoutCosts,
                scenario);
    }

    private static @Nullable Instant instant(String option, @Nullable String text) {
        return text == null ? null : Options.instant(option, text);
    }

    /** The market of a catalogue with the predictions of the file given, or else of the example model. */
    SignalledMarket signalled(Catalogue catalogue) {
        if (signals == null) {
            return new SignalledMarket(catalogue, new ExampleModel(catalogue));
        }
        List<Signal> given = SignalFile.read(signals);
        return new SignalledMarket(catalogue, () -> given);
    }

    /** Predictions that nobody would look at are a mistake. */
    void requireUse(List<StrategyDefinition> definitions) {
        if (signals != null && definitions.stream().noneMatch(RunOptions::usesSignals)) {
            throw new WrongInput(
                    "--signals is given, but none of the modes uses signals: leave it out, or run one that does");
        }
    }

    private static boolean usesSignals(StrategyDefinition definition) {
        return definition.series().stream().anyMatch(series -> series.kind() == SeriesKind.SIGNAL);
    }
}
