package dev.trimaran.cli.kv;

import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantResponse;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code trimaran kv lease} that ask once. */
abstract sealed class LeaseVerb implements Runnable {

  final Console console;

  @Mixin final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final OutputOptions output = new OutputOptions();

  LeaseVerb(Console console) {
    this.console = console;
  }

  static Map<String, Object> data(long id) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", name(id));
    return data;
  }

  /** A lease id as etcdctl writes it. */
  static String name(long id) {
    return Long.toHexString(id);
  }

  /** {@code trimaran kv lease grant}. */
  @Command(name = "grant", description = "Grants a lease.", mixinStandardHelpOptions = true)
  static final class Grant extends LeaseVerb {

    @Parameters(paramLabel = "TTL", description = "Seconds it lives without being kept alive.")
    long ttl;

    Grant(Console console) {
      super(console);
    }

    @Override
    public void run() {
      LeaseGrantRequest request = LeaseGrantRequest.newBuilder().setTTL(ttl).build();
      LeaseGrantResponse response = connection.ask(client -> client.leaseGrant(request));
      Map<String, Object> data = data(response.getID());
      data.put("ttl_seconds", response.getTTL());
      output
          .on(console)
          .answer(
              data,
              "lease %s granted with TTL(%ds)"
                  .formatted(name(response.getID()), response.getTTL()));
    }
  }

  /** {@code trimaran kv lease revoke}. */
  @Command(
      name = "revoke",
      description = "Ends a lease; its keys are deleted.",
      mixinStandardHelpOptions = true)
  static final class Revoke extends LeaseVerb {

    @Parameters(paramLabel = "ID", description = "The lease (hexadecimal).")
    String id = "";

    Revoke(Console console) {
      super(console);
    }

    @Override
    public void run() {
      long lease = PutOptions.leaseId(id);
      LeaseRevokeRequest request = LeaseRevokeRequest.newBuilder().setID(lease).build();
      connection.ask(client -> client.leaseRevoke(request));
      output.on(console).answer(data(lease), "lease " + name(lease) + " revoked");
    }
  }

  /** {@code trimaran kv lease timetolive}. */
  @Command(
      name = "timetolive",
      description = "Says how long a lease has left.",
      mixinStandardHelpOptions = true)
  static final class TimeToLive extends LeaseVerb {

    @Parameters(paramLabel = "ID", description = "The lease (hexadecimal).")
    String id = "";

    @Option(names = "--keys", description = "List the keys that hang on it.")
    boolean keys;

    TimeToLive(Console console) {
      super(console);
    }

    @Override
    public void run() {
      long lease = PutOptions.leaseId(id);
      LeaseTimeToLiveRequest request =
          LeaseTimeToLiveRequest.newBuilder().setID(lease).setKeys(keys).build();
      LeaseTimeToLiveResponse response = connection.ask(client -> client.leaseTimeToLive(request));
      Map<String, Object> data = data(lease);
      data.put("ttl_seconds", response.getTTL());
      data.put("granted_ttl_seconds", response.getGrantedTTL());
      List<String> attached = new ArrayList<>();
      response.getKeysList().forEach(key -> attached.add(key.toStringUtf8()));
      if (keys) {
        data.put("keys", attached);
      }
      output.on(console).answer(data, line(lease, response, attached));
    }

    private String line(long lease, LeaseTimeToLiveResponse response, List<String> attached) {
      if (response.getTTL() < 0) {
        return "lease " + name(lease) + " already expired";
      }
      String line =
          "lease %s granted with TTL(%ds), remaining(%ds)"
              .formatted(name(lease), response.getGrantedTTL(), response.getTTL());
      return keys ? line + ", attached keys(" + String.join(" ", attached) + ")" : line;
    }
  }

  /** {@code trimaran kv lease list}. */
  @Command(name = "list", description = "Lists the leases.", mixinStandardHelpOptions = true)
  static final class ListAll extends LeaseVerb {

    ListAll(Console console) {
      super(console);
    }

    @Override
    public void run() {
      List<String> ids =
          connection.ask(client -> client.leases()).getLeasesList().stream()
              .map(lease -> name(lease.getID()))
              .toList();
      output.on(console).answer(Map.of("leases", ids), out -> ids.forEach(out::println));
    }
  }
}
