package io.basis.embedded;

/**
 * An action that runs when the JVM is told to end (Ctrl-C, SIGTERM) before its owner got to do it.
 *
 * <p>Closing it takes the action back, so that the owner's orderly end is not followed by a second one.
 */
public final class ExitHook implements AutoCloseable {
    private final Thread thread;

    private ExitHook(Thread thread) {
        this.thread = thread;
    }

    public static ExitHook register(String name, Runnable action) {
        var hook = new ExitHook(new Thread(action, name));
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException alreadyEnding) {
            return; // the hook is running or has run, which is what it is for
        }
    }
}
