package io.basis.domain.market;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the values of a snapshot stand, shared by all snapshots of a run.
 *
 * <p>Readers look a series up once and keep its slot: the hot path reads arrays, never a map.
 */
public final class SeriesLayout {

    private final List<SeriesKey> keys;
    private final Map<SeriesKey, Integer> slots = new HashMap<>();

    public SeriesLayout(List<SeriesKey> keys) {
        this.keys = List.copyOf(keys);
        for (int slot = 0; slot < this.keys.size(); slot++) {
            if (slots.put(this.keys.get(slot), slot) != null) {
                throw new IllegalArgumentException("series " + this.keys.get(slot) + " twice in one layout");
            }
        }
    }

    public List<SeriesKey> keys() {
        return keys;
    }

    public int size() {
        return keys.size();
    }

    /** The slot of a series, or -1. */
    public int slot(SeriesKey key) {
        @Nullable Integer slot = slots.get(key);
        return slot == null ? -1 : slot;
    }

    /**
     * The slot of a price that must be there, in whichever bars the snapshot has it.
     *
     * @throws IllegalArgumentException naming the price that is not subscribed
     */
    public int price(SeriesKey key) {
        int slot = slot(key.fiveMinutes());
        return slot < 0 ? require(key) : slot;
    }

    /**
     * The slot of a series that must be there.
     *
     * @throws IllegalArgumentException naming the series that is not subscribed
     */
    public int require(SeriesKey key) {
        int slot = slot(key);
        if (slot < 0) {
            throw new IllegalArgumentException("series " + key + " is not in the snapshot");
        }
        return slot;
    }
}
