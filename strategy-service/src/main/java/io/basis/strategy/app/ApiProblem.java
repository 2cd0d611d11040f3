package io.basis.strategy.app;

import jakarta.ws.rs.core.Response.Status;

/** A request that is refused: the HTTP status, a stable code, and one line that says what would be right. */
final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a refusal looks like to the caller. */
    record Body(String code, String message) {}

    /** What kinds there are; the wire names are stable. */
    enum Kind {
        UNREADABLE("API-001", Status.BAD_REQUEST.getStatusCode()),
        UNKNOWN_STRATEGY("API-002", Status.NOT_FOUND.getStatusCode()),
        WRONG_STATUS("API-003", Status.CONFLICT.getStatusCode()),
        ID_TAKEN("API-004", Status.CONFLICT.getStatusCode()),
        WRONG_FLOW("API-005", 422),
        MORE_THAN_EQUITY("API-006", 422),
        NO_BROKER("API-007", Status.SERVICE_UNAVAILABLE.getStatusCode()),
        NO_REASON("API-008", 422),
        NO_SKIP("API-009", Status.CONFLICT.getStatusCode());

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
