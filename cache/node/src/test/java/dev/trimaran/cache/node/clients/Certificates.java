package dev.trimaran.cache.node.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.node.model.CacheConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** An authority, what it has signed for a server and a client, and a stranger's; by keytool. */
final class Certificates {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path directory;
  private final KeyStore all;

  private Certificates(Path directory, KeyStore all) {
    this.directory = directory;
    this.all = all;
  }

  static Certificates in(Path directory) throws IOException, GeneralSecurityException {
    Path store = directory.resolve("all.p12");
    make(store, "ca", "-ext", "bc:c=ca:true");
    make(store, "server", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
    make(store, "client", "-signer", "ca");
    make(store, "stranger", "-ext", "bc:c=ca:true");
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, PASSWORD);
    }
    return new Certificates(directory, all);
  }

  private static void make(Path store, String name, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(said);
    }
  }

  /** For a server, which may want its clients to be signed by the authority. */
  CacheConfig.Tls server(boolean clientsToo) throws IOException, GeneralSecurityException {
    StringBuilder chain = new StringBuilder();
    for (Certificate each : all.getCertificateChain("server")) {
      chain.append(pem("CERTIFICATE", each.getEncoded()));
    }
    Path authority = write("ca.pem", pem("CERTIFICATE", all.getCertificate("ca").getEncoded()));
    return new CacheConfig.Tls(
        write("server.pem", chain.toString()),
        write("server.key", pem("PRIVATE KEY", all.getKey("server", PASSWORD).getEncoded())),
        clientsToo ? Optional.of(authority) : Optional.empty());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what);
  }

  /**
   * For a client that trusts {@code authority}, and shows the certificate of {@code own}, if any.
   */
  SSLSocketFactory client(String authority, Optional<String> own)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("ca", all.getCertificate(authority));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore shown = empty();
    if (own.isPresent()) {
      String name = own.get();
      shown.setKeyEntry("own", all.getKey(name, PASSWORD), PASSWORD, all.getCertificateChain(name));
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(shown, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    return store;
  }
}
