package io.basis.strategy.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.strategy.audit.Verdict.Broken;
import io.basis.strategy.audit.Verdict.Fault;
import io.basis.strategy.audit.Verdict.Intact;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The records of a strategy, each with a hash of itself and of the hash before it.
 *
 * <p>A record's hash is SHA-256 over the previous hash and its fields in the order of {@link Entry}, each as UTF-8 behind
 * its length in four bytes, so that no two records have the same bytes. Who changes a record must change all that
 * follow it, and the head.
 */
public final class AuditChain {

    /** What stands for the hash before the first record. */
    public static final String START = "0".repeat(64);

    private AuditChain() {}

    /** The record that follows a head. */
    public static Entry next(Head head, Instant at, Kind kind, String topic, long message, String body) {
        long sequence = head.count() + 1;
        String hash = hash(head.hash(), head.strategy(), sequence, at, kind.name(), topic, message, body);
        return new Entry(head.strategy(), sequence, at, kind.name(), topic, message, body, head.hash(), hash);
    }

    /** The head once a record is the last one. */
    public static Head head(Entry last) {
        return new Head(last.strategy(), last.sequence(), last.hash());
    }

    private static String hash(
            String previous,
            String strategy,
            long sequence,
            Instant at,
            String kind,
            String topic,
            long message,
            String body) {
        MessageDigest digest = sha256();
        for (String field : new String[] {
            previous, strategy, Long.toString(sequence), at.toString(), kind, topic, Long.toString(message), body
        }) {
            byte[] bytes = field.getBytes(UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean hasHashOf(Entry entry, long sequence) {
        return entry.hash()
                .equals(hash(
                        entry.previous(),
                        entry.strategy(),
                        sequence,
                        entry.at(),
                        entry.kind(),
                        entry.topic(),
                        entry.message(),
                        entry.body()));
    }

    /**
     * Looks through the records of a strategy up to the first that is not as it was written.
     *
     * @param head what was kept apart
     * @param entries all records, by sequence
     */
    public static Verdict verify(Head head, Iterator<Entry> entries) {
        String last = START;
        long sequence = 0;
        while (entries.hasNext()) {
            sequence++;
            Entry entry = entries.next();
            if (entry.sequence() > sequence) {
                return broken(head, sequence, Fault.REMOVED, "the next record that is there is " + entry.sequence());
            }
            if (entry.sequence() < sequence) {
                return broken(head, entry.sequence(), Fault.INSERTED, "two records have this sequence");
            }
            if (!hasHashOf(entry, sequence)) {
                return unsound(head, entry, entries);
            }
            if (!entry.previous().equals(last)) {
                return unlinked(head, entry, entries.hasNext() ? entries.next() : null);
            }
            if (sequence > head.count()) {
                return broken(head, sequence, Fault.INSERTED, "the head counts " + head.count() + " records");
            }
            last = entry.hash();
        }
        if (sequence < head.count()) {
            return broken(
                    head,
                    sequence + 1,
                    Fault.REMOVED,
                    "the head counts " + head.count() + " records, and " + sequence + " are there");
        }
        return last.equals(head.hash())
                ? new Intact(head)
                : broken(head, Math.max(1, sequence), Fault.ALTERED, "its hash is not the one that the head has");
    }

    /** Content and hash do not belong together; perhaps they did at another place. */
    private static Verdict unsound(Head head, Entry entry, Iterator<Entry> rest) {
        long sequence = entry.sequence();
        long total = sequence;
        while (rest.hasNext()) {
            rest.next();
            total++;
        }
        long home = home(entry, Math.max(total, head.count()));
        if (home == 0) {
            return total > head.count()
                    ? broken(head, sequence, Fault.INSERTED, "the head counts " + head.count() + " records of " + total)
                    : broken(head, sequence, Fault.ALTERED, "its content does not have its hash");
        }
        String moved = "what stands at " + sequence + " was record " + home;
        if (total < head.count()) {
            return broken(head, Math.min(sequence, home), Fault.REMOVED, moved);
        }
        return total > head.count()
                ? broken(head, Math.min(sequence, home), Fault.INSERTED, moved)
                : broken(head, sequence, Fault.REORDERED, moved);
    }

    /** The sequence under which a record has its hash, or 0 when there is none. */
    private static long home(Entry entry, long last) {
        for (long sequence = 1; sequence <= last; sequence++) {
            if (hasHashOf(entry, sequence)) {
                return sequence;
            }
        }
        return 0;
    }

    /** Each record is sound by itself; what follows tells which of the two was written anew. */
    private static Verdict unlinked(Head head, Entry entry, @Nullable Entry following) {
        boolean confirmed = following == null
                ? head.count() == entry.sequence() && head.hash().equals(entry.hash())
                : following.previous().equals(entry.hash());
        return confirmed && entry.sequence() > 1
                ? broken(
                        head,
                        entry.sequence() - 1,
                        Fault.ALTERED,
                        "written anew with a hash of its own, which the record after it does not know")
                : broken(head, entry.sequence(), Fault.ALTERED, "it does not follow from the record before it");
    }

    private static Broken broken(Head head, long sequence, Fault fault, String detail) {
        return new Broken(head.strategy(), sequence, fault, detail);
    }
}
