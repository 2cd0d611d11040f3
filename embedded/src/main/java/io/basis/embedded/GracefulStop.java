package io.basis.embedded;

import java.time.Duration;

/**
 * Ends a process: it is asked, given time, and then killed with what it has started.
 *
 * <p>Works for processes that are not our children too, since an earlier run that was killed leaves such behind.
 */
public final class GracefulStop {
    private GracefulStop() {}

    /** Asks with SIGTERM. */
    public static void stop(ProcessHandle process, Duration grace) {
        stop(process, process::destroy, grace);
    }

    /** Asks in the way the process understands best; returns when it is gone. */
    public static void stop(ProcessHandle process, Runnable request, Duration grace) {
        request.run();
        if (Await.until(grace, () -> !runs(process))) return;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Await.until(grace, () -> !runs(process));
    }

    /**
     * Returns whether the process does anything any more.
     *
     * <p>A process that has ended but that nobody has waited for still has a pid, in some containers for ever, but no
     * command line.
     */
    public static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }
}
