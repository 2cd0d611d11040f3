package io.basis.backtest.cli;

import io.basis.backtest.output.RunFolder;
import io.basis.backtest.output.SummaryJson;
import io.basis.backtest.output.SummaryTable;
import io.basis.backtest.run.RunRequest;
import io.basis.backtest.run.Summary;
import io.basis.backtest.stack.KafkaBus;
import io.basis.backtest.stack.Market.Folder;
import io.basis.backtest.stack.Market.Topic;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.venues.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs modes over recorded market data, prints their results and writes their files. */
@Command(
        name = "backtest",
        description = "Runs modes over recorded market data, all there is unless --from and --to say less.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BacktestCommand implements Callable<Integer> {

    /** Which bus carries the messages. */
    enum Bus {
        DIRECT,
        KAFKA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String SCHEME = "kafka://";

    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = "--source",
            paramLabel = "kafka://TOPIC",
            description = "Recorded topic to run over instead of a catalogue.")
    @Nullable
    private String source;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Broker that holds the topic.")
    @Nullable
    private String bootstrap;

    @Option(
            names = "--flows",
            paramLabel = "FILE",
            description = "Deposits and withdrawals: CSV timestamp,type,amount in the asset of the share class.")
    @Nullable
    private Path flows;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description = "Stress scenario; ./basis stress --help lists those shipped.")
    @Nullable
    private String scenario;

    @Option(names = "--bus", paramLabel = "direct|kafka", defaultValue = "direct", description = "Default: direct.")
    private Bus bus = Bus.DIRECT;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder for the results. Default: runs.")
    private Path out = Path.of("runs");

    @Option(names = "--format", paramLabel = "table|json", defaultValue = "table", description = "Default: table.")
    private Format format = Format.TABLE;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<String> names = run.names();
        @Nullable Topic topic = topic();
        Planning planning = run.planning(
                topic == null ? null : topic.topic(), scenario == null ? null : Options.scenario(scenario), null);
        requireWritable(out);
        @Nullable FlowFile flowFile = flows == null ? null : FlowFile.read(flows);
        @Nullable KafkaBus kafka = bus == Bus.KAFKA || topic != null ? kafka() : null;
        List<CompletedRun> runs = topic == null || kafka == null
                ? overCatalogue(names, planning, flowFile, kafka)
                : overTopic(names, planning, flowFile, kafka, topic);
        if (flowFile != null) {
            runs.forEach(run -> requireNoRejection(run, flowFile));
        }
        write(runs);
        print(runs.stream().map(CompletedRun::summary).toList());
        return ExitCode.DONE;
    }

    private List<CompletedRun> overCatalogue(
            List<String> names, Planning planning, @Nullable FlowFile flowFile, @Nullable KafkaBus kafka) {
        Catalogue catalogue = run.market.open();
        SignalledMarket signalled = run.signalled(catalogue);
        List<RunRequest> requests = requests(names, name -> planning.define(name, catalogue), flowFile);
        run.requireUse(requests.stream().map(RunRequest::definition).toList());
        List<Prepared> prepared = new ArrayList<>();
        for (RunRequest request : requests) {
            prepared.add(Prepared.of(request, () -> Supplied.from(catalogue, signalled, request.definition())));
        }
        Backtests backtests = new Backtests(bus.toString(), run.market.label(), catalogue.synthetic());
        return kafka == null
                ? backtests.direct(prepared)
                : backtests.kafka(prepared, kafka, new Folder(catalogue.root(), run.signals));
    }

    private List<CompletedRun> overTopic(
            List<String> names, Planning planning, @Nullable FlowFile flowFile, KafkaBus kafka, Topic topic) {
        List<Prepared> prepared = new ArrayList<>();
        for (RunRequest request : requests(names, planning::define, flowFile)) {
            prepared.add(Prepared.of(
                    request,
                    () -> Supplied.recorded(kafka.recorded(topic, request.definition()), request.definition())));
        }
        Backtests backtests = new Backtests(bus.toString(), SCHEME + topic.topic(), false);
        return bus == Bus.DIRECT ? backtests.direct(prepared) : backtests.kafka(prepared, kafka, topic);
    }

    private static List<RunRequest> requests(
            List<String> names, Function<String, StrategyDefinition> planning, @Nullable FlowFile flowFile) {
        List<RunRequest> requests = new ArrayList<>();
        for (String name : names) {
            StrategyDefinition definition = planning.apply(name);
            requests.add(new RunRequest(definition, flowFile == null ? List.of() : flowFile.within(definition)));
        }
        return requests;
    }

    private @Nullable Topic topic() {
        if (source == null && bootstrap == null) {
            return null;
        }
        if (source == null || bootstrap == null) {
            throw new WrongInput("--source and --bootstrap are needed together");
        }
        if (run.market.data != null) {
            throw new WrongInput("give --data or --source, not both");
        }
        if (run.signals != null) {
            throw new WrongInput("give --signals or --source, not both: a recorded topic holds its signals");
        }
        if (!source.startsWith(SCHEME) || source.length() == SCHEME.length()) {
            throw new WrongInput("--source is '" + source + "', kafka://TOPIC is needed");
        }
        return new Topic(bootstrap, source.substring(SCHEME.length()));
    }

    private static KafkaBus kafka() {
        return ServiceLoader.load(KafkaBus.class)
                .findFirst()
                .orElseThrow(() -> new WrongInput(
                        "--bus kafka and --source need the local stack, which is not part of this build"));
    }

    /** Found out before the run, because a run may take long. */
    private static void requireWritable(Path out) {
        Path at = out.toAbsolutePath().normalize();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        if (!Files.isDirectory(at) || !Files.isWritable(at)) {
            throw new WrongInput("--out " + out + ": " + at + " is not a folder that can be written to");
        }
    }

    private static void requireNoRejection(CompletedRun run, FlowFile file) {
        for (TargetPositions decision : run.record().decisions().notable()) {
            if (decision.reason() == Reason.WITHDRAWAL_REJECTED && decision.flow() != null) {
                throw new WrongInput(String.format(
                        Locale.ROOT,
                        "%s: withdrawals of %s exceed the equity of %s at %s, which is %s %s",
                        file.where(decision.flow()),
                        decision.value(),
                        run.record().definition().mode(),
                        decision.at(),
                        decision.limit(),
                        run.record().definition().shareClass()));
            }
        }
    }

    private void write(List<CompletedRun> runs) throws IOException {
        List<RunFolder> drafts = new ArrayList<>();
        try {
            for (CompletedRun run : runs) {
                drafts.add(RunFolder.draft(out, run.record(), run.summary()));
            }
            for (RunFolder draft : drafts) {
                draft.publish();
            }
        } finally {
            for (RunFolder draft : drafts) {
                draft.close();
            }
        }
    }

    private void print(List<Summary> summaries) {
        PrintWriter stdout = spec.commandLine().getOut();
        switch (format) {
            case JSON -> stdout.print(SummaryJson.ofAll(summaries));
            case TABLE -> {
                stdout.print(SummaryTable.of(summaries));
                stdout.println();
                for (Summary summary : summaries) {
                    stdout.println(out.resolve(summary.definition().mode()).resolve("report.html"));
                }
            }
        }
        stdout.flush();
    }
}
