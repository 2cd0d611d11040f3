package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.Release;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueReport;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShellTest {

    private static final int PARTITION = 4;

    private final Codec codec = new Codec();
    private final MemoryStore store = new MemoryStore();
    private final List<Outbound> sent = new ArrayList<>();
    private final Map<Topic, Long> offsets = new EnumMap<>(Topic.class);
    private final Map<String, Long> sequences = new HashMap<>();
    private Shell<Diary> shell = shell();

    /** Writes down what it takes in, and repeats each number it is given as an order group. */
    private static final class Diary {
        final List<String> entries = new ArrayList<>();
    }

    private boolean ready = true;

    /**
     * Reports are refused whose group is 13, as long as it has not seen a second start; all is refused while nothing is
     * ready.
     */
    private final class DiaryCore implements Core<Diary> {
        @Override
        public Diary fresh(String strategy) {
            return new Diary();
        }

        @Override
        public void on(Diary diary, Message message, Output out) {
            if (!ready) {
                throw new Refusal("POS-001", "not ready");
            }
            String entry = switch (message) {
                case StartedStrategy started -> started.status().name();
                case VenueReport report -> "report " + report.group();
                default -> message.getClass().getSimpleName();
            };
            diary.entries.add(entry);
            if (message instanceof VenueReport report) {
                out.emit(Topic.ORDERS_SIMULATED, group(report.group()));
                boolean resumed = diary.entries.indexOf("RUNNING") != diary.entries.lastIndexOf("RUNNING");
                if (report.group() == 13 && !resumed) {
                    throw new Refusal("POS-013", "no group 13");
                }
                if (report.group() == 14) {
                    throw new IllegalStateException("broken");
                }
            }
        }
    }

    private static OrderGroup group(long number) {
        return new OrderGroup(Samples.AT, number, OrderGroup.Execution.ATOMIC, 1, 1, Samples.orders());
    }

    private Shell<Diary> shell() {
        return shell(codec);
    }

    private Shell<Diary> shell(Codec codec) {
        Outlet outlet = new Outlet() {
            @Override
            public void send(List<Outbound> records) {
                sent.addAll(records);
            }

            @Override
            public void await() {}
        };
        Placement placement = (strategy, partition) -> !strategy.equals("elsewhere");
        return new Shell<>("test-service", new DiaryCore(), codec, store, outlet, Spans.NONE, Calls.NONE, placement);
    }

    @BeforeEach
    void own() throws StoreFailure {
        shell.assigned(List.of(PARTITION));
    }

    private Inbound record(Topic topic, String key, long sequence, byte[] body) {
        long offset = offsets.merge(topic, 1L, Long::sum) - 1;
        return new Inbound(topic, PARTITION, offset, key, sequence, "", body);
    }

    private Inbound next(Topic topic, String key, Message message) {
        long sequence = TopicCatalogue.sequenced(topic) ? sequences.merge(topic + key, 1L, Long::sum) : 0;
        return record(topic, key, sequence, codec.write(topic, message));
    }

    private Inbound start(String key, Environment environment) {
        return next(Topic.STRATEGIES, key, new StartedStrategy(Samples.definition(key, environment), Status.RUNNING));
    }

    private Inbound status(String key, Status status) {
        return next(Topic.STRATEGIES, key, Samples.started(key, status));
    }

    private Inbound report(String key, long group) {
        return next(Topic.FILLS, key, new VenueReport(Samples.AT, group, List.of()));
    }

    private void batch(Inbound... records) throws StoreFailure {
        shell.batch(List.of(records), List.of());
    }

    private List<String> diary(String key) throws StoreFailure {
        // What is stored counts, so another instance takes over before anybody looks.
        shell = shell();
        shell.assigned(List.of(PARTITION));
        List<String> entries = new ArrayList<>();
        shell.forEachRunning((strategy, diary) -> {
            if (strategy.equals(key)) {
                entries.addAll(diary.entries);
            }
        });
        return entries;
    }

    private String stored(String key) {
        return new String(store.rows.get(key), UTF_8);
    }

    private List<String> halts() throws Unreadable {
        List<String> halts = new ArrayList<>();
        for (Outbound record : sent) {
            if (record.topic() == Topic.HALTS) {
                StrategyHalt halt = (StrategyHalt) codec.read(Topic.HALTS, record.body());
                halts.add(record.key() + " " + halt.code());
            }
        }
        return halts.stream().distinct().toList();
    }

    @Test
    void runsTheCoreAndNumbersWhatItEmits() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 1), report("s", 2));

        assertThat(diary("s")).containsExactly("RUNNING", "report 1", "report 2");
        assertThat(sent.subList(0, 2)).extracting(Outbound::partition).containsOnly(PARTITION);
        assertThat(sent.subList(0, 2))
                .extracting(
                        record -> ByteBuffer.wrap(record.headers().get("seq")).getLong())
                .containsExactly(1L, 2L);
        assertThat(sent.subList(0, 2))
                .allSatisfy(record -> assertThat(record.headers()).doesNotContainKey("writer"));
        assertThat(store.messages)
                .extracting(KeyedMessage::topic)
                .containsExactly(
                        Topic.STRATEGIES, Topic.FILLS, Topic.ORDERS_SIMULATED, Topic.FILLS, Topic.ORDERS_SIMULATED);
    }

    @Test
    void dropsWhatItHasSeen() throws Exception {
        Inbound first = report("s", 1);
        batch(start("s", Environment.BACKTEST), first);

        batch(record(Topic.FILLS, "s", first.sequence(), first.body()), first, report("s", 2));

        assertThat(diary("s")).containsExactly("RUNNING", "report 1", "report 2");
    }

    @Test
    void countsCommandsByTheirOffset() throws Exception {
        Inbound start = next(Topic.COMMANDS, "s", Samples.commands().get(0));
        Inbound stop = next(Topic.COMMANDS, "s", new StrategyCommand.Stop());
        batch(start, stop);

        batch(start, stop, next(Topic.COMMANDS, "s", new StrategyCommand.Stop()));

        assertThat(diary("s")).containsExactly("Start", "Stop", "Stop");
    }

    @Test
    void parksRecordsUntilTheDefinitionArrives() throws Exception {
        batch(report("s", 1));
        batch(report("s", 2), report("t", 1));
        assertThat(diary("s")).isEmpty();

        batch(start("s", Environment.BACKTEST), report("s", 3));

        assertThat(diary("s")).containsExactly("RUNNING", "report 1", "report 2", "report 3");
        assertThat(stored("t")).contains("\"introduced\":false");
    }

    @Test
    void givesLiveSnapshotsToLiveStrategiesOnly() throws Exception {
        batch(start("live", Environment.LIVE), start("paper", Environment.PAPER), report("unknown", 1));

        batch(record(Topic.MARKET_DATA, null, 0, codec.write(Topic.MARKET_DATA, Samples.snapshot())));

        assertThat(diary("live")).containsExactly("RUNNING", "MarketSnapshot");
        assertThat(diary("paper")).containsExactly("RUNNING");
        assertThat(stored("unknown")).doesNotContain("market-data");
    }

    @Test
    void haltsOneStrategyWithNothingHalfDone() throws Exception {
        batch(
                start("s", Environment.BACKTEST),
                start("t", Environment.BACKTEST),
                report("s", 1),
                report("s", 13),
                report("t", 1),
                report("s", 15));

        assertThat(halts()).containsExactly("s POS-013");
        assertThat(stored("s")).contains("\"entries\":[\"RUNNING\",\"report 1\"]");
        assertThat(sent)
                .filteredOn(record ->
                        record.topic() == Topic.ORDERS_SIMULATED && record.key().equals("s"))
                .hasSize(1);
        assertThat(diary("t")).containsExactly("RUNNING", "report 1");
        assertThat(sent)
                .filteredOn(record -> record.topic() == Topic.HALTS)
                .allSatisfy(record ->
                        assertThat(record.headers().get("writer")).asString().isEqualTo("test-service"));
    }

    @Test
    void keepsWhatWasStoredBeforeTheBatchThatFailed() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 1));

        batch(report("s", 2), report("s", 14));

        assertThat(halts()).containsExactly("s SYS-001");
        assertThat(stored("s")).contains("\"entries\":[\"RUNNING\",\"report 1\",\"report 2\"]");
    }

    @Test
    void resumesWithTheRecordsThatWaited() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 13), report("s", 15));
        batch(status("s", Status.HALTED));
        batch(report("s", 16));
        assertThat(diary("s")).isEmpty();

        batch(status("s", Status.RUNNING), report("s", 17));

        assertThat(diary("s"))
                .containsExactly("RUNNING", "HALTED", "RUNNING", "report 13", "report 15", "report 16", "report 17");
    }

    @Test
    void haltsAgainWhenTheReasonIsStillThere() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 14), report("s", 15));

        batch(status("s", Status.RUNNING), report("s", 16));
        batch(status("s", Status.STOPPED));

        assertThat(sent).filteredOn(record -> record.topic() == Topic.HALTS).hasSize(3);
        assertThat(stored("s")).contains("\"entries\":[\"RUNNING\",\"RUNNING\",\"STOPPED\"]");
    }

    @Test
    void letsAnEmergencyExitThroughWhileHalted() throws Exception {
        batch(next(Topic.COMMANDS, "s", Samples.commands().get(0)), report("s", 13), report("s", 15));

        batch(next(Topic.HALTS, "s", Samples.halt()), next(Topic.COMMANDS, "s", new StrategyCommand.EmergencyExit()));

        assertThat(stored("s")).contains("\"entries\":[\"Start\",\"StrategyHalt\",\"EmergencyExit\"]");
    }

    @Test
    void goesOnClosingWhatItHaltedItself() throws Exception {
        batch(next(Topic.COMMANDS, "s", Samples.commands().get(0)), report("s", 13), report("s", 15));

        batch(next(Topic.COMMANDS, "s", new StrategyCommand.EmergencyExit()));

        assertThat(halts()).containsExactly("s POS-013");
        assertThat(sent).filteredOn(record -> record.topic() == Topic.HALTS).hasSize(2);
        assertThat(stored("s")).contains("\"entries\":[\"Start\",\"EmergencyExit\"]");
    }

    private Inbound skip(String key, String service, long halt) {
        StrategyCommand.Skip skip = new StrategyCommand.Skip(service, halt, "seen twice at the venue");
        return next(
                Topic.STRATEGIES,
                key,
                new StartedStrategy(Samples.definition(key, Environment.BACKTEST), Status.RUNNING, null, skip));
    }

    private List<String> skipped() {
        return sent.stream()
                .filter(record -> record.topic() == Topic.DEAD_LETTERS)
                .map(record -> record.key() + " " + header(record, "topic") + " " + header(record, "sequence") + " "
                        + header(record, "reason"))
                .distinct()
                .toList();
    }

    private static String header(Outbound record, String name) {
        return new String(record.headers().getOrDefault(name, new byte[0]), UTF_8);
    }

    @Test
    void skipsTheRecordThatFailedAndKeepsItAsADeadLetter() throws Exception {
        Inbound first = report("s", 1);
        Inbound failing = report("s", 14);
        batch(start("s", Environment.BACKTEST), first, failing, report("s", 15));

        batch(skip("s", "test-service", 1));

        assertThat(diary("s")).containsExactly("RUNNING", "report 1", "RUNNING", "report 15");
        assertThat(skipped()).containsExactly("s fills 2 skipped: seen twice at the venue");
        assertThat(sent)
                .filteredOn(record -> record.topic() == Topic.DEAD_LETTERS)
                .allSatisfy(letter -> assertThat(letter.body()).isEqualTo(failing.body()));
    }

    @Test
    void skipsNothingForAnotherServiceOrAnotherHalt() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 14), report("s", 15));

        batch(skip("s", "pnl-service", 1));
        batch(skip("s", "test-service", 1));
        assertThat(skipped()).isEmpty();
        batch(skip("s", "test-service", 3));
        batch(skip("s", "test-service", 3), report("s", 14), skip("s", "test-service", 3));

        assertThat(skipped()).containsExactly("s fills 1 skipped: seen twice at the venue");
        assertThat(stored("s")).contains("\"code\":\"SYS-001\"");
    }

    @Test
    void skipsOneRecordAtATime() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 14), report("s", 14), report("s", 16));

        batch(skip("s", "test-service", 1));
        assertThat(halts()).containsExactly("s SYS-001");
        assertThat(stored("s")).contains("\"halt\":{");
        batch(skip("s", "test-service", 2));

        assertThat(diary("s")).endsWith("report 16");
        assertThat(skipped()).hasSize(2);
    }

    @Test
    void skipsWhatCannotBeReadAndNothingThatWaitedBeforeIt() throws Exception {
        batch(report("s", 1));
        sequences.merge(Topic.FILLS + "s", 1L, Long::sum);
        batch(record(Topic.FILLS, "s", 2, "garbage".getBytes(UTF_8)), report("s", 3));
        batch(start("s", Environment.BACKTEST));

        batch(skip("s", "test-service", 1));

        assertThat(diary("s")).containsExactly("RUNNING", "RUNNING", "report 1", "report 3");
        assertThat(skipped()).contains("s fills 2 skipped: seen twice at the venue");
    }

    @Test
    void skipsByCommandInTheServiceThatReadsCommands() throws Exception {
        batch(next(Topic.COMMANDS, "s", Samples.commands().get(0)), report("s", 14), report("s", 15));

        batch(next(Topic.COMMANDS, "s", new StrategyCommand.Skip("test-service", 1, "known")));

        assertThat(diary("s")).containsExactly("Start", "Skip", "report 15");
        assertThat(skipped()).containsExactly("s fills 1 skipped: known");
    }

    @Test
    void skipsNothingWhereRecordsAreLost() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 1));
        sequences.merge(Topic.FILLS + "s", 1L, Long::sum);
        batch(report("s", 3));

        batch(skip("s", "test-service", 1));

        assertThat(skipped()).isEmpty();
        assertThat(halts()).containsExactly("s MSG-001");
        assertThat(Shell.isFinal("MSG-001")).isTrue();
        assertThat(shell.halted()).containsExactly("s");
    }

    @Test
    void doesNotTakeItsOwnWordOnAHaltThatIsOverForANewOne() throws Exception {
        batch(next(Topic.COMMANDS, "s", Samples.commands().get(0)), report("s", 14));
        batch(next(Topic.COMMANDS, "s", new StrategyCommand.Skip("test-service", 1, "known")));

        batch(next(Topic.HALTS, "s", new StrategyHalt("SYS-001", "broken", "test-service")));

        assertThat(diary("s")).containsExactly("Start", "Skip");
    }

    @Test
    void haltsForGoodAtAGap() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 1));
        Inbound lost = report("s", 2);
        batch(report("s", 3), report("s", 4));

        batch(status("s", Status.RUNNING), report("s", 5));

        assertThat(lost.sequence()).isEqualTo(2);
        assertThat(halts()).containsExactly("s MSG-001");
        assertThat(sent).filteredOn(record -> record.topic() == Topic.HALTS).hasSize(2);
        assertThat(stored("s")).contains("\"parked\":[]").contains("[\"RUNNING\",\"report 1\",\"RUNNING\"]");
    }

    @Test
    void doesNotTakeADefinitionForAResumptionOfACutHistory() throws Exception {
        Inbound lost = report("s", 1);
        batch(report("s", 2));

        batch(start("s", Environment.BACKTEST));

        assertThat(lost.sequence()).isEqualTo(1);
        assertThat(sent).filteredOn(record -> record.topic() == Topic.HALTS).hasSize(1);
        assertThat(diary("s")).isEmpty();
    }

    @Test
    void readsCompactedTopicsOverTheirHoles() throws Exception {
        batch(start("s", Environment.BACKTEST));
        Inbound compacted = status("s", Status.STOPPED);

        batch(status("s", Status.RUNNING), report("s", 1));

        assertThat(compacted.sequence()).isEqualTo(2);
        assertThat(diary("s")).containsExactly("RUNNING", "RUNNING", "report 1");
    }

    @Test
    void sendsWhatCannotBeReadToTheDeadLetters() throws Exception {
        batch(start("s", Environment.BACKTEST), start("t", Environment.BACKTEST));
        sequences.put(Topic.FILLS + "s", 1L);

        batch(
                record(Topic.FILLS, "s", 1, "garbage".getBytes(UTF_8)),
                record(Topic.FILLS, "t", 0, "{}".getBytes(UTF_8)),
                record(Topic.MARKET_DATA, null, 0, "{}".getBytes(UTF_8)),
                report("s", 2),
                report("t", 1));

        List<Outbound> letters = sent.stream()
                .filter(record -> record.topic() == Topic.DEAD_LETTERS)
                .toList();
        assertThat(letters).hasSize(3);
        assertThat(letters.get(0).headers().get("offset")).asString().isEqualTo("0");
        assertThat(letters.get(0).headers().get("topic")).asString().isEqualTo("fills");
        assertThat(letters.get(0).headers().get("reason")).asString().contains("garbage");
        assertThat(letters.get(1).headers().get("reason")).asString().isEqualTo("no sequence");
        assertThat(halts()).containsExactly("s MSG-002");
        assertThat(diary("t")).containsExactly("RUNNING", "report 1");
    }

    @Test
    void givesUpOnAStrategyForWhichTooMuchWaits() throws Exception {
        for (int i = 0; i <= Shell.MAX_PARKED; i++) {
            batch(report("s", 1));
        }

        batch(start("s", Environment.BACKTEST), report("s", 1));

        assertThat(halts()).containsExactly("s MSG-003");
        assertThat(stored("s")).contains("\"parked\":[]");
    }

    @Test
    void takesLocalMessagesForRunningStrategiesItOwns() throws Exception {
        batch(start("s", Environment.PAPER), start("halted", Environment.PAPER), report("halted", 13));

        shell.batch(
                List.of(),
                List.of(
                        new Local("s", new Release()),
                        new Local("halted", new Release()),
                        new Local("elsewhere", new Release())));

        assertThat(diary("s")).containsExactly("RUNNING", "Release");
        assertThat(stored("halted")).doesNotContain("Release");
    }

    @Test
    void ownsNothingOnceItIsFenced() throws Exception {
        Shell<Diary> zombie = shell;
        shell = shell();
        shell.assigned(List.of(PARTITION));
        Inbound start = start("s", Environment.BACKTEST);

        assertThatThrownBy(() -> zombie.batch(List.of(start), List.of())).isInstanceOf(Fenced.class);

        assertThat(zombie.owned()).isEmpty();
        batch(start);
        assertThat(diary("s")).containsExactly("RUNNING");
    }

    @Test
    void sendsTheOutboxAgainToWhoeverTakesOver() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 1));
        sent.clear();
        Shell<Diary> next = shell();

        Map<Integer, Map<Topic, Long>> positions = next.assigned(List.of(PARTITION));

        assertThat(sent).hasSize(1);
        assertThat(positions).containsExactly(Map.entry(PARTITION, Map.of(Topic.STRATEGIES, 1L, Topic.FILLS, 1L)));
    }

    @Test
    void resumesOnceANewerVersionCanReadTheRecord() throws Exception {
        byte[] groupless = "{\"at\":\"2024-05-12T01:00:00Z\",\"events\":[]}".getBytes(UTF_8);
        batch(start("s", Environment.BACKTEST), start("t", Environment.BACKTEST));
        sequences.put(Topic.FILLS + "s", 1L);
        batch(record(Topic.FILLS, "s", 1, groupless), report("s", 6), report("t", 1));
        batch(status("s", Status.RUNNING));
        assertThat(halts()).containsExactly("s MSG-002");
        assertThat(diary("t")).containsExactly("RUNNING", "report 1");

        shell = shell(new Codec(new Defaults(Map.of(VenueReport.class, Map.of("group", 5L, "part", 1, "parts", 1)))));
        shell.assigned(List.of(PARTITION));
        batch(status("s", Status.RUNNING), report("s", 7));

        assertThat(diary("s")).containsExactly("RUNNING", "RUNNING", "RUNNING", "report 5", "report 6", "report 7");
    }

    @Test
    void haltsOneStrategyWhoseStateItCannotReadAndKeepsThatState() throws Exception {
        batch(start("s", Environment.LIVE), start("t", Environment.LIVE), report("s", 1), report("t", 1));
        String foreign = "\"state\":{\"entries\":{\"as\":\"others\",\"write\":[1,2.0E-9,\"1E+3\",null,\"NaN\"]}}";
        store.rows.put(
                "s", stored("s").replaceFirst("\"state\":\\{[^}]*}", foreign).getBytes(UTF_8));
        shell = shell();
        shell.assigned(List.of(PARTITION));

        batch();
        batch(
                report("s", 2),
                report("t", 2),
                next(Topic.HALTS, "s", Samples.halt()),
                record(Topic.MARKET_DATA, null, 0, codec.write(Topic.MARKET_DATA, Samples.snapshot())));
        shell.batch(List.of(), List.of(new Local("s", new Release())));
        batch(status("s", Status.RUNNING));

        assertThat(halts()).containsExactly("s SYS-002");
        assertThat(stored("s")).contains(foreign);
        assertThat(diary("t")).containsExactly("RUNNING", "report 1", "report 2", "MarketSnapshot");
        assertThat(diary("s")).isEmpty();
    }

    @Test
    void resumesWithAllThatWaitedOnceItCanReadTheState() throws Exception {
        batch(start("s", Environment.BACKTEST), report("s", 1));
        store.rows.put(
                "s", stored("s").replace("\"entries\":[", "\"entries\":[{},").getBytes(UTF_8));
        shell = shell();
        shell.assigned(List.of(PARTITION));
        batch(report("s", 2), next(Topic.COMMANDS, "s", new StrategyCommand.EmergencyExit()), report("s", 3));
        batch(status("s", Status.RUNNING));

        // What a version that can read the state would find.
        store.rows.put("s", stored("s").replace("[{},", "[").getBytes(UTF_8));
        shell = shell();
        shell.assigned(List.of(PARTITION));
        batch(report("s", 4));
        batch(status("s", Status.RUNNING));

        assertThat(halts()).containsExactly("s SYS-002");
        assertThat(diary("s"))
                .containsExactly(
                        "RUNNING",
                        "report 1",
                        "report 2",
                        "EmergencyExit",
                        "report 3",
                        "RUNNING",
                        "report 4",
                        "RUNNING");
    }

    @Test
    void leavesARuinedRowAloneAndLosesNothingThatComesForIt() throws Exception {
        batch(start("s", Environment.BACKTEST), start("t", Environment.BACKTEST));
        store.rows.put("s", "ruin".getBytes(UTF_8));
        shell = shell();
        shell.assigned(List.of(PARTITION));

        batch(report("s", 1), report("t", 1), next(Topic.COMMANDS, "s", new StrategyCommand.Resume()));

        assertThat(stored("s")).isEqualTo("ruin");
        assertThat(sent)
                .filteredOn(record -> record.topic() == Topic.DEAD_LETTERS)
                .extracting(record -> new String(record.headers().get("reason"), UTF_8))
                .hasSize(2)
                .containsOnly("the stored row of s cannot be read");
        assertThat(diary("t")).containsExactly("RUNNING", "report 1");
    }

    @Test
    void putsAsideWhatIsOnAPartitionThatIsNotItsOwn() throws Exception {
        // Given
        batch(start("s", Environment.BACKTEST));

        // When
        batch(
                record(Topic.COMMANDS, "elsewhere", 0, codec.write(Topic.COMMANDS, new StrategyCommand.Stop())),
                record(Topic.FILLS, "elsewhere", 1, "garbage".getBytes(UTF_8)),
                report("s", 1));

        // Then
        assertThat(store.rows).containsOnlyKeys("s");
        assertThat(halts()).isEmpty();
        assertThat(sent)
                .filteredOn(record -> record.topic() == Topic.DEAD_LETTERS)
                .extracting(record -> new String(record.headers().get("reason"), UTF_8))
                .containsExactly("no strategy of this partition", "no strategy of this partition");
        assertThat(diary("s")).containsExactly("RUNNING", "report 1");
    }

    @Test
    void cutsDeadLettersToASizeThatCanBeSent() throws Exception {
        // Given
        byte[] large = new byte[1_000_000];

        // When
        batch(record(Topic.FILLS, "s", 0, large), record(Topic.FILLS, "k".repeat(5_000), 0, large));

        // Then
        assertThat(sent).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.body()).hasSize(Shell.MAX_DEAD_BODY);
            assertThat(letter.key()).hasSizeLessThan(5_000);
            assertThat(letter.headers().get("size")).asString().isEqualTo("1000000");
        });
    }

    @Test
    void resumesWhatHaltedOnItsVeryDefinition() throws Exception {
        // Given
        StartedStrategy definition =
                new StartedStrategy(Samples.definition("unready", Environment.BACKTEST), Status.RUNNING);
        ready = false;
        batch(next(Topic.STRATEGIES, "unready", definition), report("unready", 1));

        // When
        ready = true;
        batch(next(Topic.STRATEGIES, "unready", definition));

        // Then
        assertThat(halts()).containsExactly("unready POS-001");
        assertThat(diary("unready")).containsExactly("RUNNING", "report 1", "RUNNING");
    }
}
