package io.basis.domain.ledger;

import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The positions a strategy subscribes to, each with its slot; shared by all its ledgers and assessments. */
public final class PositionLayout {

    private final List<InstrumentKey> keys;
    private final Map<InstrumentKey, Integer> slots = new HashMap<>();

    public PositionLayout(List<InstrumentKey> keys) {
        this.keys = List.copyOf(keys);
        if (this.keys.size() > Long.SIZE) {
            throw new IllegalArgumentException("at most " + Long.SIZE + " positions, got " + this.keys.size());
        }
        for (int slot = 0; slot < this.keys.size(); slot++) {
            InstrumentKey key = this.keys.get(slot);
            Instruments.asset(key);
            if (slots.put(key, slot) != null) {
                throw new IllegalArgumentException("position " + key + " subscribed twice");
            }
        }
    }

    public List<InstrumentKey> keys() {
        return keys;
    }

    public InstrumentKey key(int slot) {
        return keys.get(slot);
    }

    public int size() {
        return keys.size();
    }

    /** The slot of a position, or -1. */
    public int slot(InstrumentKey key) {
        @Nullable Integer slot = slots.get(key);
        return slot == null ? -1 : slot;
    }

    /**
     * The slot of a position that must be subscribed.
     *
     * @throws IllegalArgumentException naming the missing instrument
     */
    public int require(InstrumentKey key) {
        int slot = slot(key);
        if (slot < 0) {
            throw new IllegalArgumentException("Required instrument " + key + " not in position_subscriptions");
        }
        return slot;
    }
}
