package dev.trimaran.cli.kv;

import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvException;
import dev.trimaran.raft.client.Watch;
import dev.trimaran.raft.client.WatchListener;
import dev.trimaran.raft.client.etcd.WatchCreateRequest;
import dev.trimaran.raft.client.etcd.WatchResponse;
import dev.trimaran.raft.client.mvcc.Event;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trimaran kv watch}. */
@Command(
    name = "watch",
    description = "Prints changes of keys as they happen, until Ctrl-C; one document each in JSON.",
    mixinStandardHelpOptions = true)
public final class WatchCommand implements Runnable {

  private static final int QUEUED_RESPONSES = 1024;

  private final Console console;

  @Mixin private final KeyRange range = new KeyRange();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--rev", paramLabel = "REV", description = "Start with this revision.")
  long revision;

  @Option(names = "--prev-kv", description = "Show what each key was before.")
  boolean previous;

  @Option(names = "--max-events", paramLabel = "N", description = "End after N events.")
  long maxEvents = Long.MAX_VALUE;

  public WatchCommand(Console console) {
    this.console = console;
  }

  /** What the network's thread hands to the printing one. */
  private sealed interface Heard {
    record Response(WatchResponse response) implements Heard {}

    record End(KvException reason) implements Heard {}
  }

  @Override
  public void run() {
    WatchCreateRequest request =
        WatchCreateRequest.newBuilder()
            .setKey(range.start())
            .setRangeEnd(range.end())
            .setStartRevision(revision)
            .setPrevKv(previous)
            .build();
    BlockingQueue<Heard> queue = new LinkedBlockingQueue<>(QUEUED_RESPONSES);
    try (KvClient client = connection.client(connection.endpoints());
        Watch _ = client.watch(request, new Enqueue(queue))) {
      print(queue);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(BlockingQueue<Heard> queue) throws InterruptedException {
    Output answers = output.on(console);
    long left = maxEvents;
    while (left > 0 && !console.out().checkError()) {
      switch (queue.take()) {
        case Heard.End(KvException reason) -> throw connection.error(reason);
        case Heard.Response(WatchResponse response) -> {
          for (Event event : response.getEventsList()) {
            if (left-- > 0) {
              answers.answer(data(event), out -> print(out, event));
            }
          }
        }
      }
    }
  }

  /** A full queue holds the stream back, which holds the server back. */
  private record Enqueue(BlockingQueue<Heard> queue) implements WatchListener {

    @Override
    public void response(WatchResponse response) {
      put(new Heard.Response(response));
    }

    @Override
    public void ended(KvException reason) {
      put(new Heard.End(reason));
    }

    private void put(Heard heard) {
      try {
        queue.put(heard);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Map<String, Object> data(Event event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", event.getType().name());
    data.put("kv", Kvs.data(event.getKv()));
    if (event.hasPrevKv()) {
      data.put("prev_kv", Kvs.data(event.getPrevKv()));
    }
    return data;
  }

  private static void print(PrintStream out, Event event) {
    out.println(event.getType().name());
    if (event.hasPrevKv()) {
      Kvs.print(out, event.getPrevKv());
    }
    Kvs.print(out, event.getKv());
  }
}
