package dev.trimaran.benchmarks.events;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers that have an answer only when the broker has the message. */
final class KafkaProducers {

  private KafkaProducers() {}

  static KafkaProducer<byte[], byte[]> open(String broker) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            5_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
