package io.basis.backtest.cli;

import io.basis.backtest.output.StressJson;
import io.basis.backtest.output.StressTable;
import io.basis.backtest.run.RunRequest;
import io.basis.backtest.stress.StressResult;
import io.basis.backtest.stress.StressRuns;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.strategy.definition.Scenarios;
import io.basis.venues.catalogue.Catalogue;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs modes in all shipped scenarios and prints how they came through. */
@Command(
        name = "stress",
        description = "Runs modes in every stress scenario, over the last 30 days of the data unless --from says"
                + " otherwise. A run that halts is a row of the result.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StressCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(30);

    /** Wide enough for the longest title. */
    private static final int HELP_WIDTH = 120;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(names = "--format", paramLabel = "table|json", defaultValue = "table", description = "Default: table.")
    private Format format = Format.TABLE;

    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Spec
    void setSpec(CommandSpec own) {
        spec = own;
        own.usageMessage()
                .width(HELP_WIDTH)
                .footerHeading("%nScenarios:%n")
                .footer(Scenarios.names().stream()
                        .map(Scenarios::named)
                        .map(scenario -> String.format("  %-24s %s", scenario.name(), scenario.title())
                                .replace("%", "%%"))
                        .toArray(String[]::new));
    }

    @Override
    public Integer call() {
        List<String> names = run.names();
        Planning planning = run.planning(null, null, LONGEST);
        Catalogue catalogue = run.market.open();
        SignalledMarket signalled = run.signalled(catalogue);
        List<StrategyDefinition> definitions =
                names.stream().map(name -> planning.define(name, catalogue)).toList();
        run.requireUse(definitions);
        List<Loaded> loaded = definitions.stream()
                .map(definition -> new Loaded(
                        definition,
                        Supplied.from(catalogue, signalled, definition).snapshots()))
                .toList();
        print(results(loaded), catalogue.synthetic());
        return ExitCode.DONE;
    }

    /** A strategy with its market data. */
    private record Loaded(StrategyDefinition definition, List<MarketSnapshot> history) {}

    /** A strategy and what is to be done to it. */
    private record Case(StressRuns runs, Scenario scenario) {}

    private static List<StressResult> results(List<Loaded> loaded) {
        List<Scenario> scenarios =
                Scenarios.names().stream().map(Scenarios::named).toList();
        try (Progress progress = progress(loaded, 1 + scenarios.size())) {
            List<Case> cases = new ArrayList<>();
            for (StressRuns runs :
                    Parallel.map(loaded, one -> StressRuns.of(one.definition, one.history, progress::instantDone))) {
                scenarios.forEach(scenario -> cases.add(new Case(runs, scenario)));
            }
            return Parallel.map(cases, one -> one.runs.run(one.scenario, progress::instantDone));
        }
    }

    private static Progress progress(List<Loaded> loaded, int runs) {
        return Progress.of(loaded.stream()
                .map(one -> new RunRequest(one.definition, List.of()))
                .flatMap(request -> Collections.nCopies(runs, request).stream())
                .toList());
    }

    private void print(List<StressResult> results, boolean synthetic) {
        PrintWriter stdout = spec.commandLine().getOut();
        switch (format) {
            case JSON -> stdout.print(StressJson.of(results));
            case TABLE -> stdout.print(StressTable.of(results, synthetic));
        }
        stdout.flush();
    }
}
