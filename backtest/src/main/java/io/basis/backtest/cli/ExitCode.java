package io.basis.backtest.cli;

import io.basis.domain.core.Refusal;
import io.basis.marketdata.snapshot.MissingDataException;
import io.basis.marketdata.snapshot.WindowException;
import io.basis.strategy.definition.InvalidDefinition;
import io.basis.venues.catalogue.CatalogueException;
import java.io.IOException;

/** How a command ended, as scripts read it. */
final class ExitCode {

    static final int DONE = 0;

    /** What must never be was found. */
    static final int VIOLATED = 1;

    /** Wrong input: nothing was written. */
    static final int WRONG_INPUT = 2;

    /** The run stopped, on missing data or on a strategy that could not go on. */
    static final int STOPPED = 3;

    private ExitCode() {}

    /**
     * The code of an expected failure.
     *
     * @throws Exception the failure itself, if it is a defect of the program
     */
    static int of(Exception failure) throws Exception {
        return switch (failure) {
            case WrongInput e -> WRONG_INPUT;
            case InvalidDefinition e -> WRONG_INPUT;
            case CatalogueException e -> WRONG_INPUT;
            case WindowException e -> WRONG_INPUT;
            case IOException e -> WRONG_INPUT;
            case MissingDataException e -> STOPPED;
            case Refusal e -> STOPPED;
            default -> throw failure;
        };
    }

    /** The one line that says what went wrong. */
    static String line(Exception failure) {
        String message = failure instanceof Refusal refusal
                ? refusal.code() + " " + refusal.getMessage()
                : failure instanceof IOException
                        ? "cannot read or write " + failure.getMessage()
                        : String.valueOf(failure.getMessage());
        return "basis: " + message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
