package io.basis.strategy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.strategy.audit.Verdict.Broken;
import io.basis.strategy.audit.Verdict.Fault;
import io.basis.strategy.audit.Verdict.Intact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");

    private final List<Entry> entries = new ArrayList<>();
    private Head head = Head.none("s");

    AuditChainTest() {
        for (int i = 1; i <= 6; i++) {
            Entry entry = AuditChain.next(head, AT.plusSeconds(i), Kind.DECISION, "target-positions", i, "body " + i);
            entries.add(entry);
            head = AuditChain.head(entry);
        }
    }

    private Verdict verdict() {
        return AuditChain.verify(head, entries.iterator());
    }

    private void requireBroken(long sequence, Fault fault) {
        assertThat(verdict()).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.strategy()).isEqualTo("s");
            assertThat(broken.sequence()).isEqualTo(sequence);
            assertThat(broken.fault()).isEqualTo(fault);
        });
    }

    private static Entry with(Entry entry, long sequence, String body, String previous, String hash) {
        return new Entry(
                entry.strategy(),
                sequence,
                entry.at(),
                entry.kind(),
                entry.topic(),
                entry.message(),
                body,
                previous,
                hash);
    }

    private static Entry renumbered(Entry entry, long sequence) {
        return with(entry, sequence, entry.body(), entry.previous(), entry.hash());
    }

    /** Another body, with the hash that belongs to it. */
    private static Entry rewritten(Entry entry, String previous, String body) {
        return AuditChain.next(
                new Head(entry.strategy(), entry.sequence() - 1, previous),
                entry.at(),
                Kind.valueOf(entry.kind()),
                entry.topic(),
                entry.message(),
                body);
    }

    @Test
    void nothingWasDone() {
        assertThat(verdict()).isEqualTo(new Intact(head));
        assertThat(AuditChain.verify(Head.none("t"), List.<Entry>of().iterator()))
                .isEqualTo(new Intact(Head.none("t")));
    }

    @Test
    void theHashIsTheOneThatIsWrittenDown() {
        // Computed outside of Java over the bytes that the class names.
        assertThat(entries.getFirst().hash())
                .isEqualTo("8dcb11246950ceb1e2201240d1ecabe207c0c8ebcad52b2b00af320373251ec0");
    }

    @Test
    void aFieldIsAltered() {
        Entry third = entries.get(2);
        entries.set(2, with(third, 3, "another body", third.previous(), third.hash()));
        requireBroken(3, Fault.ALTERED);
    }

    @Test
    void textMovesFromOneFieldToTheNext() {
        Entry third = entries.get(2);
        entries.set(
                2,
                new Entry(
                        "s",
                        3,
                        third.at(),
                        "DECISIO",
                        "Ntarget-positions",
                        3,
                        third.body(),
                        third.previous(),
                        third.hash()));
        requireBroken(3, Fault.ALTERED);
    }

    @Test
    void aRecordIsWrittenAnewWithItsHash() {
        Entry third = entries.get(2);
        entries.set(2, rewritten(third, third.previous(), "another body"));
        requireBroken(3, Fault.ALTERED);
    }

    @Test
    void theLastRecordIsWrittenAnew() {
        Entry last = entries.get(5);
        entries.set(5, rewritten(last, last.previous(), "another body"));
        requireBroken(6, Fault.ALTERED);
    }

    @Test
    void theLastButOneIsWrittenAnew() {
        Entry fifth = entries.get(4);
        entries.set(4, rewritten(fifth, fifth.previous(), "another body"));
        requireBroken(5, Fault.ALTERED);
    }

    @Test
    void everythingFromOneRecordOnIsWrittenAnew() {
        String previous = entries.get(1).hash();
        for (int i = 2; i < 6; i++) {
            entries.set(i, rewritten(entries.get(i), previous, "forged " + i));
            previous = entries.get(i).hash();
        }
        // Only the head knows better, and it cannot say how far back.
        requireBroken(6, Fault.ALTERED);
    }

    @Test
    void aRecordIsRemoved() {
        entries.remove(3);
        requireBroken(4, Fault.REMOVED);
    }

    @Test
    void aRecordIsRemovedAndTheRestRenumbered() {
        entries.remove(3);
        for (int i = 3; i < 5; i++) {
            entries.set(i, renumbered(entries.get(i), i + 1));
        }
        requireBroken(4, Fault.REMOVED);
    }

    @Test
    void theFirstRecordIsRemoved() {
        entries.removeFirst();
        requireBroken(1, Fault.REMOVED);
    }

    @Test
    void theLastRecordsAreRemoved() {
        entries.removeLast();
        entries.removeLast();
        requireBroken(5, Fault.REMOVED);
        entries.clear();
        requireBroken(1, Fault.REMOVED);
    }

    @Test
    void aRecordIsInserted() {
        Entry forged = rewritten(entries.get(3), entries.get(2).hash(), "forged");
        entries.add(3, forged);
        requireBroken(4, Fault.INSERTED);
    }

    @Test
    void aRecordIsInsertedAndTheRestRenumbered() {
        Entry forged = rewritten(entries.get(3), entries.get(2).hash(), "forged");
        entries.add(3, forged);
        for (int i = 4; i < 7; i++) {
            entries.set(i, renumbered(entries.get(i), i + 1));
        }
        requireBroken(4, Fault.INSERTED);
    }

    @Test
    void aRecordIsAppended() {
        entries.add(AuditChain.next(head, AT, Kind.COMMAND, "commands", 0, "forged"));
        requireBroken(7, Fault.INSERTED);
    }

    @Test
    void twoRecordsChangePlaces() {
        Entry second = entries.get(1);
        entries.set(1, renumbered(entries.get(3), 2));
        entries.set(3, renumbered(second, 4));
        requireBroken(2, Fault.REORDERED);
    }
}
