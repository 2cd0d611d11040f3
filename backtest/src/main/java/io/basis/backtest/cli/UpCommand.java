package io.basis.backtest.cli;

import io.basis.backtest.stack.PaperStack;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything on this machine and trades on paper. */
@Command(
        name = "up",
        description = "Starts broker, database and services on this machine and trades on paper.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private final MarketOptions market = new MarketOptions();

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times faster than the clock market data is replayed at most. Default: 1.")
    private double speed;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the dashboard. Default: 8080.")
    private int port;

    @Override
    public Integer call() {
        if (!(speed > 0 && Double.isFinite(speed))) {
            throw new WrongInput("--speed is " + speed + ", a number above 0 is needed");
        }
        if (port < 1 || port > 65_535) {
            throw new WrongInput("--port is " + port + ", a number from 1 to 65535 is needed");
        }
        PaperStack stack = ServiceLoader.load(PaperStack.class)
                .findFirst()
                .orElseThrow(() -> new WrongInput("up needs the local stack, which is not part of this build"));
        stack.up(market.open().root(), speed, port);
        return ExitCode.DONE;
    }
}
