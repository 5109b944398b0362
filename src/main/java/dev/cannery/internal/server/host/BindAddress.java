package dev.cannery.internal.server.host;

import dev.cannery.ServerStartException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * The address that a server listens on.
 *
 * @param host a host name or an IP address
 * @param port the port; 0 for any free port
 */
public record BindAddress(String host, int port) {
    public BindAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
    }

    /** Whether the address is a loopback address, which only this machine can reach. */
    public boolean isLoopback() {
        return resolve().isLoopbackAddress();
    }

    /**
     * Returns the root of the server's URLs once it listens on a port. For a wildcard address that is 127.0.0.1,
     * because clients cannot connect to a wildcard address.
     */
    public URI root(String scheme, int boundPort) {
        String reachable = resolve().isAnyLocalAddress() ? "127.0.0.1" : host;
        String literal = reachable.indexOf(':') < 0 || reachable.startsWith("[") ? reachable : "[" + reachable + "]";
        return URI.create(scheme + "://" + literal + ":" + boundPort);
    }

    private InetAddress resolve() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ServerStartException("cannot listen on '" + host + "': unknown host", e);
        }
    }
}
