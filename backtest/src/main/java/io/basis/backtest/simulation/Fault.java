package io.basis.backtest.simulation;

/**
 * One thing that goes wrong.
 *
 * @param step when
 * @param which what it hits, and how much of it: a number that the fault takes apart as it needs
 * @param lasting how many steps, for those that last
 */
public record Fault(int step, Kind kind, int which, int lasting) {

    /** What can go wrong. */
    public enum Kind {
        /** Records of a topic are there a second time. */
        DUPLICATE,
        /** A service does not get to see a topic for a while. */
        DELAY,
        /** An instance is given records again that it has read. */
        REDELIVERY,
        /** The next instance that acquires a partition dies before. */
        CRASH_BEFORE_ACQUIRE,
        /** The next instance that acquired a partition dies before anything else. */
        CRASH_AFTER_ACQUIRE,
        /** The next instance that commits dies just before. */
        CRASH_BEFORE_COMMIT,
        /** The next instance that commits dies just after. */
        CRASH_AFTER_COMMIT,
        /** The next instance that sends dies in the midst of it. */
        CRASH_IN_PUBLISH,
        /** The next instance that has sent everything dies before it knows. */
        CRASH_BEFORE_ACKNOWLEDGEMENT,
        /** An instance dies, and its successor too while it recovers. */
        DOUBLE_CRASH,
        /** An instance dies between two batches. */
        KILL,
        /** All instances of all services die. */
        POWER_CUT,
        /** A partition moves to another instance, and both know. */
        MOVE,
        /** A partition moves to another instance, and the old owner does not know and goes on. */
        ZOMBIE,
        /** An instance stands still in the midst of a transaction, loses its partition, and goes on. */
        FREEZE,
        /** The next commit fails, and it is not known that nothing was stored. */
        COMMIT_LOST,
        /** The next commit fails, and it is not known that it was stored. */
        COMMIT_UNKNOWN,
        /** The database of a service cannot be reached for a while. */
        DATABASE_DOWN,
        /** The broker cannot be reached for a while. */
        BROKER_DOWN,
        /** The next instance that calls a venue dies before: the intent is stored, and nobody is told. */
        CRASH_BEFORE_CALL,
        /** The next instance that calls a venue dies when the venue has done what was asked. */
        CRASH_AFTER_CALL,
        /** The next call to a venue never gets there. */
        CALL_LOST,
        /** The next call to a venue gets there so late that its sender has given it up. */
        CALL_LATE,
        /** A venue does what the next call asks, and its answer is lost or says nothing of it. */
        ANSWER_LOST,
        /** The next answer of a venue comes late. */
        ANSWER_LATE,
        /** The next answer of a venue comes twice. */
        ANSWER_TWICE
    }
}
