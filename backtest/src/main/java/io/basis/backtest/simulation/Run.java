package io.basis.backtest.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.messaging.Inbound;
import io.basis.messaging.Outbound;
import io.basis.messaging.Partitioning;
import io.basis.venues.simulated.MemoryBooks;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A plan carried out in a world, and what is left of it. */
final class Run {

    private static final int MAX_STEPS = 15_000;

    private final Witness witness;
    private final Broker broker;
    private final World world;
    private final Plan plan;

    Run(Plan plan, Market market, long seed, Script script, Parts parts) {
        this(plan, market, seed, script, parts, -1);
    }

    /** A run in which the instance dies that does the durable thing of this number. */
    Run(Plan plan, Market market, long seed, Script script, Parts parts, int crashAt) {
        this.plan = plan;
        List<StrategyDefinition> definitions =
                plan.lives().stream().map(Plan.Life::definition).toList();
        MemoryBooks books = new MemoryBooks();
        witness = new Witness(definitions, books);
        broker = new Broker(World.PARTITIONS, witness::sent);
        world = new World(seed, script, parts, Loop.services(market, plan, books), broker, witness::stored, MAX_STEPS)
                .crashAt(crashAt);
    }

    /**
     * Carries it out.
     *
     * @throws Violation when something is that must not be
     */
    Run toItsEnd() {
        for (Plan.Life life : plan.lives()) {
            String strategy = life.definition().strategy();
            for (StrategyCommand command : life.commands()) {
                broker.append(new Outbound(
                        Topic.COMMANDS,
                        Partitioning.of(strategy, World.PARTITIONS),
                        strategy,
                        Map.of(),
                        World.CODEC.write(Topic.COMMANDS, command)));
            }
        }
        try {
            world.run();
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException e) {
            throw new Violation(Invariant.NO_ERROR, e.toString());
        }
        return this;
    }

    World world() {
        return world;
    }

    Witness witness() {
        return witness;
    }

    /** Everything that was stored and sent, each as a fingerprint, by what it is. */
    Map<String, String> left() {
        TreeMap<String, String> left = new TreeMap<>();
        broker.streams().forEach((stream, records) -> {
            MessageDigest digest = sha256();
            for (Inbound record : records) {
                digest.update(record.body());
            }
            left.put("records of " + stream, records.size() + " " + hex(digest));
        });
        world.rows().forEach((row, body) -> {
            // A service that calls venues remembers when it did, which is not the same every time.
            if (!plan.routed() || !row.startsWith(Witness.VENUES)) {
                left.put("state of " + row, fingerprint(body));
            }
        });
        return left;
    }

    /** A halted strategy keeps what came for it in the order in which it came, which is not the same every time. */
    private static String fingerprint(byte[] row) {
        String text = new String(row, UTF_8);
        if (text.contains("\"halt\"")) {
            JsonNode halt = Witness.json(row).path("halt");
            if (halt.isObject()) {
                return halt.toString();
            }
        }
        MessageDigest digest = sha256();
        digest.update(row);
        return hex(digest);
    }

    static String digest(Map<String, String> left) {
        MessageDigest digest = sha256();
        left.forEach((what, fingerprint) -> digest.update((what + "=" + fingerprint + "\n").getBytes(UTF_8)));
        return hex(digest);
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
