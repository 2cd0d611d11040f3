package io.basis.execution.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names an order at its venue: 32 letters and digits, which every venue takes, derived from what the order is, so that
 * the same intent has the same name after every restart and no other order ever has it.
 */
public final class ClientId {

    private static final int DIGITS = 31;

    private ClientId() {}

    /** The name of an order of a strategy: its group, and its place there from 1. */
    public static String of(String strategy, long group, int place) {
        byte[] intent = (strategy + "/" + group + "/" + place).getBytes(UTF_8);
        return "b" + HexFormat.of().formatHex(sha256().digest(intent)).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
