package io.basis.backtest.run;

import io.basis.domain.instrument.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run is held against: the yield and the drawdown that the specification asks of its mode.
 *
 * <p>A result that is neutral in USDT and counted in a coin is mostly the coin's price, so it is held against them in
 * USDT.
 */
public final class Targets {

    private Targets() {}

    /** Yield a year, null where the window is too short for one. */
    public static @Nullable Double apy(Summary run) {
        return run.countedInCoin() ? run.metricsUsdt().apy() : run.metrics().apy();
    }

    /** Deepest drawdown, zero or negative. */
    public static double drawdown(Summary run) {
        return run.countedInCoin()
                ? run.metricsUsdt().maxDrawdown()
                : run.metrics().maxDrawdown();
    }

    /** One sentence per target that was not reached, or of which that is not known; empty when all were. */
    public static List<String> missed(Summary run) {
        List<String> sentences = new ArrayList<>();
        String mode = run.definition().mode();
        @Nullable Double target = run.definition().parameters().targetApy();
        @Nullable Double apy = apy(run);
        if (target == null) {
            // Nothing was asked for.
        } else if (apy == null) {
            sentences.add(mode + ": whether the target of " + percent(target)
                    + " a year was reached is not known, the window is too short for a yearly rate.");
        } else if (apy < target) {
            sentences.add(mode + ": the target of " + percent(target)
                    + " a year was not reached in this window, it was " + percent(apy) + currency(run) + ".");
        }
        double limit = run.definition().parameters().limits().maxDrawdown();
        if (-drawdown(run) > limit) {
            sentences.add(mode + ": the largest drawdown was to stay within " + percent(limit) + ", it was "
                    + percent(-drawdown(run)) + currency(run) + ".");
        }
        return sentences;
    }

    private static String currency(Summary run) {
        return run.countedInCoin() ? " in " + Asset.USDT : "";
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", fraction * 100);
    }
}
