package io.basis.backtest.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.basis.backtest.Build;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes the report: texts and tables here, charts drawn by the page itself from the numbers put into it. */
public final class Report {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/" + Build.uplotVersion() + "/dist/";

    private final Charts charts;
    private final List<Chart> drawn = new ArrayList<>();
    private final StringBuilder html = new StringBuilder(1 << 20);

    private Report(RunRecord run, Summary summary) {
        charts = new Charts(run, summary.origin().benchmark());
    }

    /** The whole file. */
    public static String of(RunRecord run, Summary summary) {
        return new Report(run, summary).write(run, summary);
    }

    private String write(RunRecord run, Summary summary) {
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.append(Html.text(run.definition().mode())).append(" · Basis</title>\n<style>\n");
        html.append(resource(UPLOT + "uPlot.min.css")).append(resource("report.css"));
        html.append("</style>\n</head>\n<body>\n<main>\n");
        html.append(new Headline(run, summary).html());
        section("Equity", charts.equity());
        section("Attribution", charts.attribution());
        html.append(Waterfall.html(summary));
        section("Trades", charts.trades());
        section("Loan", charts.loan());
        section("Rates and carry", charts.rates());
        section("Staking", charts.staking());
        section("Exposure", charts.exposure());
        section("Margin and funding", charts.margin());
        section("Positions", charts.positions());
        heading("Risks");
        html.append(charts.riskTable());
        figures(charts.risks());
        heading("Decisions");
        html.append(DecisionList.html(run));
        heading("Data quality");
        html.append(Quality.html(summary.quality()));
        heading("Settings");
        html.append(Settings.html(summary));
        html.append("<p class=\"hint\">").append(charts.density()).append(" All instants are UTC. Made by Basis; a ");
        html.append("backtest says what would have been, not what will be.</p>\n</main>\n<script>");
        html.append(resource(UPLOT + "uPlot.iife.min.js")).append("</script>\n");
        html.append("<script type=\"application/json\" id=\"charts\">")
                .append(data())
                .append("</script>\n<script>\n");
        return html.append(resource("report.js"))
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    private void heading(String title) {
        html.append("<h2>").append(title).append("</h2>\n");
    }

    private void section(String title, List<Chart> sectionCharts) {
        if (sectionCharts.isEmpty()) {
            return;
        }
        heading(title);
        figures(sectionCharts);
    }

    private void figures(List<Chart> sectionCharts) {
        if (sectionCharts.isEmpty()) {
            return;
        }
        html.append(sectionCharts.size() == 1 ? "<div>\n" : "<div class=\"pair\">\n");
        for (Chart chart : sectionCharts) {
            html.append("<figure><figcaption>")
                    .append(chart.title())
                    .append(" <span>")
                    .append(chart.unit());
            html.append("</span></figcaption><div class=\"chart\" id=\"")
                    .append(chart.id())
                    .append("\"></div>");
            if (!chart.note().isEmpty()) {
                html.append("<p class=\"hint\">").append(chart.note()).append("</p>");
            }
            html.append("</figure>\n");
        }
        html.append("</div>\n");
        drawn.addAll(sectionCharts);
    }

    private String data() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeFieldName("times");
            long[] times = charts.times();
            json.writeArray(times, 0, times.length);
            json.writeArrayFieldStart("charts");
            for (Chart chart : drawn) {
                write(json, chart);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Chart chart) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", chart.id());
        if (!chart.at().isEmpty()) {
            json.writeArrayFieldStart("times");
            for (Instant at : chart.at()) {
                json.writeNumber(at.getEpochSecond());
            }
            json.writeEndArray();
        }
        json.writeArrayFieldStart("lines");
        for (Chart.Line line : chart.lines()) {
            json.writeStartObject();
            json.writeStringField("label", line.label());
            json.writeStringField("look", line.look().name().toLowerCase(Locale.ROOT));
            json.writeArrayFieldStart("values");
            for (double value : line.values()) {
                write(json, value);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("levels");
        for (Chart.Level level : chart.levels()) {
            json.writeStartObject();
            json.writeStringField("label", level.label());
            write(json, "value", level.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        write(json, value);
    }

    /** Single precision, more than a screen can show, halves the size of the file. */
    private static void write(JsonGenerator json, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber((float) value);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
