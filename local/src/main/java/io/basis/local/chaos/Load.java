package io.basis.local.chaos;

import io.basis.domain.strategy.Environment;
import io.basis.strategy.definition.Modes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Keeps strategies of all modes running: where one comes to its end, the next is started. */
final class Load implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(2);

    private final Undisturbed undisturbed;
    private final Owner owner;
    private final Progress progress;
    private final ExecutorService owners = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::keepRunning, "load");
    private volatile boolean enough;

    Load(Undisturbed undisturbed, Owner owner, Progress progress) {
        this.undisturbed = undisturbed;
        this.owner = owner;
        this.progress = progress;
        thread.setDaemon(true);
    }

    /** One strategy of each mode to begin with. */
    static List<Script> first(Undisturbed undisturbed) {
        List<Script> scripts = new ArrayList<>();
        for (String mode : Modes.names()) {
            scripts.add(script(undisturbed, scripts.size(), mode));
        }
        return scripts;
    }

    /** Every third strategy trades at venues outside the loop, another mode each time round. */
    private static Script script(Undisturbed undisturbed, int number, String mode) {
        boolean outside = (number + number / Modes.names().size()) % 3 == 2;
        return undisturbed.script(
                "chaos-" + (number + 1) + "-" + mode.replace('_', '-'),
                mode,
                outside ? Environment.TESTNET : Environment.PAPER,
                null);
    }

    void start(List<Script> first) {
        first.forEach(this::start);
        thread.start();
    }

    /** Has its owner start a strategy. */
    void start(Script script) {
        scripts.put(script.strategy(), script);
        progress.watch(script.definition());
        owners.execute(() -> owner.run(script));
    }

    private void keepRunning() {
        List<String> modes = Modes.names();
        int number = scripts.size();
        while (!enough) {
            if (progress.running() < modes.size()) {
                String mode = modes.get(number % modes.size());
                start(script(undisturbed, number, mode));
                number++;
            } else {
                Cluster.pause(LOOK);
            }
        }
    }

    Map<String, Script> scripts() {
        return Map.copyOf(scripts);
    }

    /** Starts no more strategies, and returns when the owners of those that run have their answers. */
    @Override
    public void close() {
        enough = true;
        owners.shutdown();
        try {
            thread.join(LAST_ANSWERS);
            if (!owners.awaitTermination(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
                owners.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
