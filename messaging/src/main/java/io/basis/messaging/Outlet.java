package io.basis.messaging;

import java.util.List;

/** Where records go: in order, and none is ever skipped. */
public interface Outlet {

    /** Begins to send. */
    void send(List<Outbound> records);

    /** Returns once everything sent so far was acknowledged. */
    void await();
}
