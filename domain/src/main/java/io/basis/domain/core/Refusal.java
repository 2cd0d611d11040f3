package io.basis.domain.core;

/** A strategy cannot go on: skipping the message would corrupt everything after it, so the strategy halts. */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Refuses to go on.
     *
     * @param code stable code, such as {@code DAT-001}
     * @param message one line: what, where, what would be right
     */
    public Refusal(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
