package io.basis.strategy.definition;

/** A definition that cannot be started: a stable code, and one line that says where, what is wrong and what is right. */
public final class InvalidDefinition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of mistake it is; the wire names are stable. */
    public enum Code {
        UNKNOWN_MODE("CFG-001"),
        UNKNOWN_KEY("CFG-002"),
        WRONG_VALUE("CFG-003"),
        MISSING_KEY("CFG-004"),
        WRONG_LIST("CFG-005"),
        UNREADABLE_FILE("CFG-006"),
        HEDGE_ALLOCATION("CFG-007"),
        CONTRADICTION("CFG-008"),
        CAPITAL("CFG-009"),
        PERIOD("CFG-010"),
        SHARE_CLASS("CFG-011"),
        ENVIRONMENT("CFG-012"),
        NOT_SETTABLE("CFG-013"),
        NAME("CFG-014"),
        UNKNOWN_SCENARIO("CFG-015");

        private final String wire;

        Code(String wire) {
            this.wire = wire;
        }

        @Override
        public String toString() {
            return wire;
        }
    }

    private final Code code;

    InvalidDefinition(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
