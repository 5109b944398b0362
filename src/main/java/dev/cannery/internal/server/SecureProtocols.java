package dev.cannery.internal.server;

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

/** What a port of HTTPS speaks: HTTP/2 with clients that offer it in the handshake, else HTTP/1.1. */
final class SecureProtocols {
    /**
     * How many frames a second a client may send beside its requests, as to cancel calls or to ask for more of an answer; with
     * Jetty's usual 128, one that cancels some dozens at once loses its connection with all other calls.
     */
    private static final int FRAMES_PER_SECOND = 10_000;

    private SecureProtocols() {}

    /** The protocols for this identity, the first of them first; plain is how HTTP is spoken without TLS. */
    static ConnectionFactory[] of(Identity identity, HttpConfiguration plain) {
        HttpConfiguration secure = new HttpConfiguration(plain);
        // a client may reach this machine by names that no certificate knows
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
