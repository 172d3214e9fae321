package dev.trimaran.benchmarks.events;

import dev.trimaran.benchmarks.load.LoadGenerator;
import dev.trimaran.benchmarks.load.LoadResult;
import dev.trimaran.benchmarks.process.FreePorts;
import dev.trimaran.benchmarks.process.Scratch;
import dev.trimaran.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One Kafka broker that is its own controller, with one topic of one partition, forced to disk
 * after each message ({@code flush.messages=1}) before it answers. It has no expected revisions:
 * its appends check less. All writers share a producer, which puts what they send together.
 */
final class KafkaRival implements EventRival {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String TOPIC = "events";

  private final Scratch scratch;
  private final int port;
  private final List<ServerProcess> processes = new ArrayList<>();
  private int dataBytes = 1;

  private KafkaRival(Scratch scratch, int port) {
    this.scratch = scratch;
    this.port = port;
  }

  /**
   * Kafka out of a directory of its jars.
   *
   * @param jars as {@code benchmarks/kafka/pom.xml} collects them
   */
  static EventProgram program(String jars) throws IOException {
    Path directory = Path.of(jars);
    if (jars.isEmpty() || !Files.isDirectory(directory)) {
      throw new IOException(
          "Kafka's jars were not found ("
              + (jars.isEmpty() ? "no directory was named" : jars)
              + "): collect them by ./build -q -f benchmarks/kafka/pom.xml package, name"
              + " benchmarks/kafka/target/lib by --kafka, or leave it out by --rivals without"
              + " kafka");
    }
    try (var files = Files.list(directory)) {
      String version =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("kafka_"))
              .findFirst()
              .orElseThrow(() -> new IOException(directory + " has no kafka_*.jar"));
      return new EventProgram("kafka", version.replace(".jar", ""), () -> start(directory));
    }
  }

  private static KafkaRival start(Path jars) throws IOException, InterruptedException {
    Scratch scratch = Scratch.create("trimaran-bench-kafka-");
    List<Integer> ports = FreePorts.pick(2);
    var rival = new KafkaRival(scratch, ports.getFirst());
    try {
      rival.launch(jars, ports.getLast());
      return rival;
    } catch (IOException | InterruptedException | RuntimeException e) {
      scratch.keep();
      rival.close();
      throw e;
    }
  }

  private void launch(Path jars, int controller) throws IOException, InterruptedException {
    Path settings = scratch.directory().resolve("server.properties");
    Files.writeString(settings, settings(controller));
    Path log = scratch.directory().resolve("server.log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> line = List.of(java, "-Xmx1g", "-cp", jars + "/*");
    List<String> format = new ArrayList<>(line);
    format.addAll(List.of("kafka.tools.StorageTool", "format", "--standalone", "-t"));
    format.addAll(List.of("MkU3OEVBNTcwNTJENDM2Qg", "-c", settings.toString()));
    Process formatted =
        new ProcessBuilder(format).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (formatted.waitFor() != 0) {
      throw new IOException("the directory was not formatted; the output is in " + log);
    }
    List<String> serve = new ArrayList<>(line);
    serve.addAll(List.of("kafka.Kafka", settings.toString()));
    processes.add(ServerProcess.start(serve, log));
    awaitServing();
  }

  private String settings(int controller) {
    return """
    process.roles=broker,controller
    node.id=1
    listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
    advertised.listeners=PLAINTEXT://127.0.0.1:%d
    controller.listener.names=CONTROLLER
    controller.quorum.bootstrap.servers=127.0.0.1:%d
    log.dirs=%s
    num.partitions=1
    offsets.topic.replication.factor=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    log.flush.interval.messages=1
    auto.create.topics.enable=true
    """
        .formatted(port, controller, port, controller, scratch.directory().resolve("data"));
  }

  private void awaitServing() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try (KafkaProducer<byte[], byte[]> producer = producer()) {
        producer.send(new ProducerRecord<>(TOPIC, new byte[1])).get(5, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException | TimeoutException e) {
        ServerProcess process = processes.getFirst();
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(
              "did not start; its output is in " + process.log() + process.tail(), e);
        }
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return KafkaProducers.open("127.0.0.1:" + port);
  }

  @Override
  public boolean does(EventRow row) {
    return row.kind() == EventRow.Kind.APPEND;
  }

  @Override
  public void fill(EventsPlan plan) {
    dataBytes = plan.dataBytes();
  }

  @Override
  public LoadResult run(EventRow row, Duration ramp, Duration window, LoadGenerator.Probe probe)
      throws InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      List<ClosedLoop.Call> calls = new ArrayList<>();
      for (int client = 0; client < row.clients(); client++) {
        calls.add(() -> append(producer, row.events()));
      }
      return new ClosedLoop().run(calls, ramp, window, probe);
    }
  }

  private boolean append(KafkaProducer<byte[], byte[]> producer, int events)
      throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(events);
    for (int i = 0; i < events; i++) {
      sent.add(producer.send(new ProducerRecord<>(TOPIC, new byte[dataBytes])));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    return true;
  }

  @Override
  public List<Long> pids() {
    return processes.stream().map(ServerProcess::pid).toList();
  }

  @Override
  public Path keepFiles() {
    return scratch.keep();
  }

  @Override
  public void close() throws IOException {
    processes.forEach(ServerProcess::stop);
    scratch.close();
  }
}
