package dev.cannery.internal.server.host;

import dev.cannery.internal.server.tls.Identity;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The protocols of an HTTPS port: HTTP/2 for clients that offer it in the handshake, otherwise HTTP/1.1. */
public final class SecureProtocols {
    /**
     * The number of control frames a client may send per second, for example to cancel calls or to widen the
     * flow-control window. With Jetty's default of 128, a client that cancels some dozens of calls at once loses its
     * connection with all other calls.
     */
    private static final int FRAMES_PER_SECOND = 10_000;

    private SecureProtocols() {}

    /** Returns the protocols for this identity by preference; {@code plain} configures HTTP without TLS. */
    public static ConnectionFactory[] of(Identity identity, HttpConfiguration plain) {
        HttpConfiguration secure = new HttpConfiguration(plain);
        // clients may reach this machine by names that no certificate contains
        secure.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http1 = new HttpConnectionFactory(secure);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(secure);
        http2.setRateControlFactory(new WindowRateControl.Factory(FRAMES_PER_SECOND));
        ALPNServerConnectionFactory handshake = new ALPNServerConnectionFactory();
        handshake.setDefaultProtocol(http1.getProtocol());
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStore(identity.keys());
        keys.setKeyStorePassword(identity.password());
        return new ConnectionFactory[] {new SslConnectionFactory(keys, handshake.getProtocol()), handshake, http2, http1
        };
    }
}
