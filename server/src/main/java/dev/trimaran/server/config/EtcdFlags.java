package dev.trimaran.server.config;

import java.util.Map;

/** The flags of etcd 3.4 that set nothing here. */
final class EtcdFlags {

  private EtcdFlags() {}

  /** Tuning of machinery that Trimaran does not have, or always has. */
  static void withoutEffect(Map<String, Meaning> flags) {
    for (String name :
        new String[] {
          "enable-pprof",
          "pre-vote",
          "strict-reconfig-check",
          "initial-election-tick-advance",
          "debug",
          "enable-grpc-gateway"
        }) {
      flags.put(name, new Meaning.Ignored(true));
    }
    for (String name :
        new String[] {
          "logger",
          "log-output",
          "log-outputs",
          "log-package-levels",
          "metrics",
          "max-snapshots",
          "max-wals",
          "backend-batch-interval",
          "backend-batch-limit",
          "cors",
          "host-whitelist",
          "discovery-fallback",
          "grpc-keepalive-min-time",
          "grpc-keepalive-interval",
          "grpc-keepalive-timeout",
          "bcrypt-cost",
          "auth-token-ttl"
        }) {
      flags.put(name, new Meaning.Ignored(false));
    }
  }

  /** What would be silently missed: refused unless it asks for nothing. */
  static void notServed(Map<String, Meaning> flags) {
    for (String name :
        new String[] {
          "client-cert-auth",
          "auto-tls",
          "peer-client-cert-auth",
          "peer-auto-tls",
          "enable-v2",
          "force-new-cluster",
          "experimental-initial-corrupt-check"
        }) {
      flags.put(name, new Meaning.Refused(true, "false"));
    }
    for (String name :
        new String[] {
          "cert-file",
          "key-file",
          "trusted-ca-file",
          "client-crl-file",
          "client-cert-allowed-hostname",
          "peer-cert-file",
          "peer-key-file",
          "peer-trusted-ca-file",
          "peer-cert-allowed-cn",
          "peer-cert-allowed-hostname",
          "peer-crl-file",
          "cipher-suites",
          "wal-dir",
          "config-file",
          "discovery",
          "discovery-proxy",
          "discovery-srv",
          "discovery-srv-name"
        }) {
      flags.put(name, new Meaning.Refused(false, ""));
    }
    flags.put("auto-compaction-retention", new Meaning.Refused(false, "0"));
    flags.put("auto-compaction-mode", new Meaning.Refused(false, "periodic"));
    flags.put("auth-token", new Meaning.Refused(false, "simple"));
  }
}
