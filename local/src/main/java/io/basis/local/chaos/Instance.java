package io.basis.local.chaos;

import io.basis.local.ServiceProcess;

/** One of the instances of a service. */
final class Instance {

    private final String service;
    private final ServiceProcess process;

    /** True while a fault has it, so that nobody else starts it. */
    private boolean held;

    Instance(String service, ServiceProcess process) {
        this.service = service;
        this.process = process;
    }

    String service() {
        return service;
    }

    String name() {
        return process.name();
    }

    ServiceProcess process() {
        return process;
    }

    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
    }

    /**
     * Starts it again if it has ended by itself.
     *
     * @return true when it had
     */
    synchronized boolean mend() {
        if (held || process.alive()) {
            return false;
        }
        process.relaunch();
        return true;
    }
}
