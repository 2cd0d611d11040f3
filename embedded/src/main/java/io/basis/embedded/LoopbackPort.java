package io.basis.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Ports of this machine's own address, the only one on which embedded servers listen.
 *
 * <p>They have no passwords worth the name, so they must not be reachable from outside.
 */
public final class LoopbackPort {
    /** The address all embedded servers bind to; a number, because {@code localhost} may resolve to IPv6 first. */
    public static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /** Returns a port nobody listens on at this moment. */
    public static int free() {
        try (var socket = new ServerSocket()) {
            socket.bind(address(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the wanted port, or a free one if 0 is wanted.
     *
     * <p>Checked before the server starts: Kafka ends the whole JVM, and PostgreSQL is mistaken for the stranger that
     * answers on its port, if the port is taken.
     */
    public static int claim(int wanted, String server) {
        if (wanted == 0) return free();
        try (var socket = new ServerSocket()) {
            socket.bind(address(wanted));
            return wanted;
        } catch (BindException e) {
            throw new StartException(
                    "%s cannot listen on %s:%d (%s): stop what uses the port or choose another"
                            .formatted(server, HOST, wanted, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the port on {@link #HOST}. */
    static InetSocketAddress address(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
