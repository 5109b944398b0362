package dev.cannery.internal.server;

import dev.cannery.ServerStartException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Where a server listens.
 *
 * @param host a name or an address
 * @param port the port; 0 for any that is free
 */
public record BindAddress(String host, int port) {
    public BindAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
    }

    /** Whether only this machine can reach the server. */
    boolean isLoopback() {
        return resolve().isLoopbackAddress();
    }

    /** The root of the server's URLs once it listens on a port; a client cannot connect to "every address". */
    URI root(String scheme, int boundPort) {
        String reachable = resolve().isAnyLocalAddress() ? "127.0.0.1" : host;
        String literal = reachable.indexOf(':') < 0 || reachable.startsWith("[") ? reachable : "[" + reachable + "]";
        return URI.create(scheme + "://" + literal + ":" + boundPort);
    }

    private InetAddress resolve() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ServerStartException("cannot listen on '" + host + "': there is no such host", e);
        }
    }
}
