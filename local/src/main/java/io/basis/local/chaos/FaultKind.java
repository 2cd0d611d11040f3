package io.basis.local.chaos;

/** What is done to the stack, and whether it must recover from it. */
enum FaultKind {
    SERVICE_KILLED("service killed (kill -9)"),
    SERVICE_FROZEN("service frozen (SIGSTOP 3-10 s)"),
    SERVICE_TERMINATED("service restarted (SIGTERM)"),
    REBALANCE_FORCED("third instance came and went"),
    BROKER_KILLED("broker killed (kill -9)"),
    DATABASE_KILLED("PostgreSQL killed (kill -9)"),
    DISK_FULL("disk of the broker full"),
    POISON("poison on every topic");

    private final String label;

    FaultKind(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
