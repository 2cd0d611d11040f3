package io.basis.backtest.output;

import io.basis.backtest.report.Report;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of a run's files, written beside its place first and moved there when all files are complete, so that a
 * run that fails leaves the files of the one before it alone.
 */
public final class RunFolder implements Closeable {

    private static final Map<String, RunTable> TABLES = tables();
    private static final String SUMMARY = "summary.json";
    private static final String REPORT = "report.html";

    private final Path target;
    private final Path draft;

    private RunFolder(Path target, Path draft) {
        this.target = target;
        this.draft = draft;
    }

    private static Map<String, RunTable> tables() {
        Map<String, RunTable> tables = new LinkedHashMap<>();
        tables.put("equity.csv", new EquityTable());
        tables.put("attribution.csv", new AttributionTable());
        tables.put("positions.csv", new PositionsTable());
        tables.put("risk.csv", new RiskTable());
        tables.put("orders.csv", new OrdersTable());
        tables.put("fills.csv", new FillsTable());
        tables.put("decisions.csv", new DecisionsTable());
        return Collections.unmodifiableMap(tables);
    }

    /** The names of the files that a run leaves. */
    public static List<String> files() {
        List<String> files = new ArrayList<>(TABLES.keySet());
        files.addFirst(SUMMARY);
        files.add(REPORT);
        return files;
    }

    /** Writes all files of a run to a draft of {@code parent/<mode>}; {@link #publish} makes it the run's folder. */
    public static RunFolder draft(Path parent, RunRecord run, Summary summary) throws IOException {
        Files.createDirectories(parent);
        String mode = run.definition().mode();
        RunFolder folder = new RunFolder(parent.resolve(mode), Files.createTempDirectory(parent, "." + mode + "-"));
        try {
            folder.write(run, summary);
            return folder;
        } catch (IOException failed) {
            folder.close();
            throw failed;
        }
    }

    private void write(RunRecord run, Summary summary) throws IOException {
        String[] stamps = new String[run.size()];
        for (int row = 0; row < stamps.length; row++) {
            stamps[row] = run.at().get(row).toString();
        }
        Files.writeString(draft.resolve(SUMMARY), SummaryJson.of(summary));
        for (Map.Entry<String, RunTable> table : TABLES.entrySet()) {
            RunTable content = table.getValue();
            try (CsvFile file = new CsvFile(draft.resolve(table.getKey()), content.header(run))) {
                content.write(run, stamps, file);
            }
        }
        Files.writeString(draft.resolve(REPORT), Report.of(run, summary));
    }

    /** Moves the files to their place, over those of an earlier run, and says where that is. */
    public Path publish() throws IOException {
        Files.createDirectories(target);
        for (String file : files()) {
            Files.move(draft.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }

    /** Removes the draft; what has been published stays. */
    @Override
    public void close() throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(draft)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(draft);
    }
}
