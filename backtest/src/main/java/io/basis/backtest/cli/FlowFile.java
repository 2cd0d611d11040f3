package io.basis.backtest.cli;

import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deposits and withdrawals in a CSV file, {@code timestamp,type,amount}, read and checked to its end. */
final class FlowFile {

    private static final String HEADER = "timestamp,type,amount";
    private static final String ID = "line-";

    private final Path path;
    private final List<Flow> flows;

    private FlowFile(Path path, List<Flow> flows) {
        this.path = path;
        this.flows = flows;
    }

    static FlowFile read(Path path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (NoSuchFileException missing) {
            throw new WrongInput("--flows " + path + " does not exist");
        } catch (CharacterCodingException binary) {
            throw new WrongInput("--flows " + path + " is not a text in UTF-8");
        } catch (IOException unreadable) {
            throw new WrongInput("--flows " + path + " cannot be read: " + unreadable.getMessage());
        }
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw new WrongInput(path + " line 1: the header " + HEADER + " is needed");
        }
        List<Flow> flows = new ArrayList<>();
        for (int line = 2; line <= lines.size(); line++) {
            String text = lines.get(line - 1);
            if (!text.isBlank()) {
                Flow flow = parse(path + " line " + line, ID + line, text);
                if (!flows.isEmpty() && flow.at().isBefore(flows.getLast().at())) {
                    throw new WrongInput(path + " line " + line + ": " + flow.at() + " comes after "
                            + flows.getLast().at() + ", rows must be sorted by time");
                }
                flows.add(flow);
            }
        }
        return new FlowFile(path, flows);
    }

    private static Flow parse(String where, String id, String text) {
        String[] cell = text.split(",", -1);
        if (cell.length != 3) {
            throw new WrongInput(where + ": row has " + cell.length + " fields, 3 are needed: " + HEADER);
        }
        Instant at = Options.instant(where + ": timestamp", cell[0].strip());
        return new Flow(id, type(where, cell[1].strip()), amount(where, cell[2].strip()), at);
    }

    private static Flow.Type type(String where, String text) {
        return switch (text) {
            case "deposit" -> Flow.Type.DEPOSIT;
            case "withdrawal" -> Flow.Type.WITHDRAWAL;
            default -> throw new WrongInput(where + ": type is '" + text + "', deposit or withdrawal is needed");
        };
    }

    private static BigDecimal amount(String where, String text) {
        try {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() > 0) {
                return amount;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, like an amount of zero.
        }
        throw new WrongInput(where + ": amount is '" + text + "', a number above 0 is needed");
    }

    /** The flows of a run; each must lie in its window and have no more decimals than its currency. */
    List<Flow> within(StrategyDefinition definition) {
        for (Flow flow : flows) {
            if (flow.at().isBefore(definition.from())
                    || (definition.to() != null && flow.at().isAfter(definition.to()))) {
                throw new WrongInput(where(flow.id()) + ": " + flow.at() + " is outside the window of "
                        + definition.mode() + ", " + definition.from() + " to " + definition.to());
            }
            int scale = definition.shareClass().scale();
            if (flow.amount().stripTrailingZeros().scale() > scale) {
                throw new WrongInput(
                        where(flow.id()) + ": amount " + flow.amount().toPlainString() + " has more than the " + scale
                                + " decimals of " + definition.shareClass());
            }
        }
        return flows;
    }

    /** Where a flow stands, for people. */
    String where(String id) {
        return path + " line " + id.substring(ID.length());
    }
}
