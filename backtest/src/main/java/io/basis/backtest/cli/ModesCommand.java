package io.basis.backtest.cli;

import io.basis.backtest.output.TextTable;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.strategy.definition.Modes;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the modes that exist. */
@Command(name = "modes", description = "Lists the modes.", mixinStandardHelpOptions = true)
final class ModesCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() {
        TextTable table = new TextTable()
                .left("mode", "")
                .left("family", "")
                .left("share class", "")
                .left("asset", "")
                .right("interval", "")
                .right("capital", "share class")
                .right("target APY", "%");
        for (String mode : Modes.names()) {
            StrategyDefinition definition = Planning.withoutWindow(mode, Map.of());
            table.row(
                    mode,
                    definition.family().name().toLowerCase(Locale.ROOT),
                    definition.shareClass().name(),
                    definition.asset().name(),
                    definition.interval().toString().substring(2).toLowerCase(Locale.ROOT),
                    definition.capital().toPlainString(),
                    target(definition.parameters().targetApy()));
        }
        spec.commandLine().getOut().print(table);
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    private static String target(@Nullable Double apy) {
        return apy == null ? "-" : String.format(Locale.ROOT, "%.1f", apy * 100);
    }
}
