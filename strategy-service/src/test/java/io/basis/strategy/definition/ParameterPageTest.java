package io.basis.strategy.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.strategy.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/parameters.md} equal to the table; {@code -Dbasis.docs=write} writes it anew. */
class ParameterPageTest {

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        Path page = Path.of(System.getProperty("basis.home"), "docs", "parameters.md");
        if ("write".equals(System.getProperty("basis.docs"))) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, markdown());
        }
        assertThat(page)
                .as("write it anew with ./mvnw test -pl strategy-service -am -Dtest=ParameterPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dbasis.docs=write")
                .hasContent(markdown());
    }

    @Test
    void everyDefaultIsAValueOfItsType() {
        assertThat(ParameterTable.all())
                .allSatisfy(parameter -> parameter.standard().ifPresent(text -> parameter.read(text, "default")));
        assertThat(ParameterTable.all()).extracting(Parameter::name).doesNotHaveDuplicates();
    }

    private static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Parameters

                Made from `ParameterTable.java` by `ParameterPageTest`; change it there.

                A mode file (`strategy-service/src/main/resources/modes`) holds these keys; a run changes one with
                `--set key=value` or the `overrides` of a request. Risk limits stand under
                `component_config.risk_monitor.limits` in the file and keep their short name in overrides. A key without
                a default must be in every mode file; a key that the strategy does not use is refused, and so is every
                unknown one.

                | key | default | value | unit | used by | override | meaning |
                |---|---|---|---|---|---|---|
                """);
        for (Parameter<?> parameter : ParameterTable.all()) {
            page.append("| `").append(parameter.name()).append("` | ");
            page.append(parameter.standard().map(text -> "`" + text + "`").orElse(""))
                    .append(" | ");
            page.append(parameter.type().words()).append(" | ");
            page.append(parameter.unit()).append(" | ");
            page.append(users(parameter.use())).append(" | ");
            page.append(parameter.settable() ? "yes" : "no").append(" | ");
            page.append(parameter.doc()).append(" |\n");
        }
        page.append("""

                ## Lists

                Each must hold exactly what follows from the flags, the asset, the hedge allocation, `lst_type`,
                `rewards` and `funded_in`; what is missing, unused or unknown refuses to start.

                """);
        for (ModeFile.Listing listing : ModeFile.Listing.values()) {
            page.append("- `").append(listing.path()).append("`\n");
        }
        return page.toString();
    }

    private static String users(Use use) {
        String families = use.families().size() == Family.values().length
                ? "all"
                : use.families().stream()
                        .sorted()
                        .map(family -> family.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return use.where().isEmpty() ? families : families + " where " + use.where();
    }
}
