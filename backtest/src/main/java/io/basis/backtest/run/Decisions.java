package io.basis.backtest.run;

import io.basis.domain.message.TargetPositions;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Every decision of a run.
 *
 * <p>Nearly all of them are a hold for the same reason as the one before, so decisions are kept as columns, and as
 * objects only where they are notable: anything that acts, sends orders or concerns a flow, and a hold for a new reason.
 */
public final class Decisions {

    private static final Action[] ACTIONS = Action.values();
    private static final Reason[] REASONS = Reason.values();
    private static final byte NO_REASON = -1;

    private static final int DEVIATION = 0;
    private static final int VALUE = 1;
    private static final int LIMIT = 2;
    private static final int WIDTH = 3;

    private int size;
    private int[] row;
    private int[] round;
    private byte[] action;
    private byte[] reason;
    private final Rows numbers;
    private final List<TargetPositions> notable = new ArrayList<>();
    private final BitSet isNotable = new BitSet();
    private byte lastReason = NO_REASON;

    Decisions(int capacity) {
        row = new int[capacity];
        round = new int[capacity];
        action = new byte[capacity];
        reason = new byte[capacity];
        numbers = new Rows(WIDTH, capacity);
    }

    void add(int atRow, TargetPositions decision) {
        if (size == row.length) {
            int capacity = size * 2;
            row = Arrays.copyOf(row, capacity);
            round = Arrays.copyOf(round, capacity);
            action = Arrays.copyOf(action, capacity);
            reason = Arrays.copyOf(reason, capacity);
        }
        row[size] = atRow;
        round[size] = decision.round();
        action[size] = (byte) decision.action().ordinal();
        reason[size] = (byte) decision.reason().ordinal();
        int start = numbers.start(size);
        numbers.set(start + DEVIATION, decision.deviation());
        numbers.set(start + VALUE, decision.value());
        numbers.set(start + LIMIT, decision.limit());
        if (decision.action() != Action.HOLD
                || reason[size] != lastReason
                || decision.group() != 0
                || decision.flow() != null) {
            isNotable.set(size);
            notable.add(decision);
        }
        lastReason = reason[size];
        size++;
    }

    public int size() {
        return size;
    }

    /** Row of the instant decided at. */
    public int row(int index) {
        return row[index];
    }

    public int round(int index) {
        return round[index];
    }

    public Action action(int index) {
        return ACTIONS[action[index]];
    }

    public Reason reason(int index) {
        return REASONS[reason[index]];
    }

    public double deviation(int index) {
        return numbers.at(index, DEVIATION);
    }

    /** First number of the reason. */
    public double value(int index) {
        return numbers.at(index, VALUE);
    }

    /** Second number of the reason. */
    public double limit(int index) {
        return numbers.at(index, LIMIT);
    }

    /** The decisions kept as objects, in order. */
    public List<TargetPositions> notable() {
        return Collections.unmodifiableList(notable);
    }

    /** True when this decision is the next one of {@link #notable}. */
    public boolean isNotable(int index) {
        return isNotable.get(index);
    }
}
