package io.basis.backtest.cli;

/** The user asked for something that cannot be; one line: what, where, what would be right. */
final class WrongInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongInput(String message) {
        super(message);
    }
}
