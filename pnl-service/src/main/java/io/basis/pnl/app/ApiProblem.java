package io.basis.pnl.app;

/** A request that is refused: the HTTP status, a stable code, and one line that says what would be right. */
final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a refusal looks like to the caller. */
    record Body(String code, String message) {}

    /** What kinds there are; the wire names are stable, and the same as those of strategy-service. */
    enum Kind {
        UNREADABLE("API-001", 400),
        UNKNOWN_STRATEGY("API-002", 404),
        NO_FIGURES("API-008", 404);

        private final String code;
        private final int status;

        Kind(String code, int status) {
            this.code = code;
            this.status = status;
        }

        String code() {
            return code;
        }
    }

    private final Kind kind;

    ApiProblem(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    int status() {
        return kind.status;
    }

    Body body() {
        return new Body(kind.code, String.valueOf(getMessage()));
    }
}
