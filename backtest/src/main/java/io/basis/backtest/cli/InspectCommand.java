package io.basis.backtest.cli;

import io.basis.backtest.output.TextTable;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.snapshot.Coverage;
import io.basis.strategy.definition.Modes;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.CatalogueException;
import io.basis.venues.catalogue.Inspection;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what a catalogue holds, what is odd about it, and which window each mode can run over. */
@Command(
        name = "inspect",
        description = "Says what a catalogue holds, what is odd about it, and over which window each mode can run.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    @Mixin
    private final MarketOptions market = new MarketOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() {
        Catalogue catalogue = market.open();
        TextTable series = new TextTable()
                .left("series", "")
                .right("rows", "")
                .left("first", "UTC")
                .left("last", "UTC")
                .right("gaps", "")
                .right("missing", "rows")
                .right("largest gap", "")
                .right("duplicates", "rows")
                .right("jumps", "> 30 %")
                .right("flat", "rows")
                .right("problems", "rows")
                .left("first problem", "");
        for (Inspection found : Inspection.of(catalogue)) {
            series.row(
                    found.series().toString(),
                    String.valueOf(found.rows()),
                    written(found.first()),
                    written(found.last()),
                    String.valueOf(found.gaps()),
                    String.valueOf(found.missingRows()),
                    written(found.largestGap()),
                    String.valueOf(found.duplicates()),
                    String.valueOf(found.outliers()),
                    String.valueOf(found.longestFlatRun()),
                    String.valueOf(found.problems()),
                    found.firstProblem() == null ? "" : found.firstProblem());
        }
        TextTable windows = new TextTable().left("mode", "").left("window", "UTC");
        for (String mode : Modes.names()) {
            windows.row(mode, window(mode, catalogue));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(market.label() + (catalogue.synthetic() ? " (synthetic)" : ""));
        out.println();
        out.print(series);
        out.println();
        out.print(windows);
        out.flush();
        return ExitCode.DONE;
    }

    private static String window(String mode, Catalogue catalogue) {
        StrategyDefinition definition = Planning.withoutWindow(mode, Map.of());
        try {
            return Coverage.of(
                            catalogue,
                            definition.series(),
                            definition.parameters().gaps())
                    .toString();
        } catch (CatalogueException unusable) {
            return "none: " + unusable.getMessage();
        }
    }

    private static String written(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    private static String written(Duration gap) {
        return gap.isZero() ? "" : gap.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
