package io.basis.backtest.cli;

import io.basis.backtest.stack.Chaos;
import java.time.Duration;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Disturbs the real processes while strategies run, and judges whether anything was lost or doubled. */
@Command(
        name = "chaos",
        description = "Runs strategies over real processes that are killed, frozen, restarted and fed with poison, and"
                + " proves that nothing was lost or doubled. Exit code 1 when something was.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ChaosCommand implements Callable<Integer> {

    private static final int LONGEST_MINUTES = 24 * 60;
    private static final int SEEDS = 1_000_000;

    @Mixin
    private final MarketOptions market = new MarketOptions();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            required = true,
            description = "How long faults are injected; starting and finishing take a minute or two more.")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Repeats the faults and the strategies of an earlier run. Default: another one each time.")
    @Nullable
    private Long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw new WrongInput("--minutes is " + minutes + ", a number from 1 to " + LONGEST_MINUTES + " is needed");
        }
        Chaos chaos = ServiceLoader.load(Chaos.class)
                .findFirst()
                .orElseThrow(() -> new WrongInput("chaos needs the local stack, which is not part of this build"));
        long drawn = seed == null ? new Random().nextInt(SEEDS) : seed;
        Chaos.Outcome outcome = chaos.run(
                new Chaos.Plan(Duration.ofMinutes(minutes), drawn, market.open().root()),
                line -> spec.commandLine().getErr().println(line));
        spec.commandLine().getOut().print(outcome.table());
        outcome.violations().forEach(line -> spec.commandLine().getOut().println("VIOLATION " + line));
        return outcome.violations().isEmpty() ? ExitCode.DONE : ExitCode.VIOLATED;
    }
}
