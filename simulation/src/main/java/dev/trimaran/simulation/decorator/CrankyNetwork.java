package dev.trimaran.simulation.decorator;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.Randomness;
import java.nio.ByteBuffer;

/** A network that refuses, swallows or doubles a frame, each with one probability. */
public final class CrankyNetwork implements Network {

  private final Network network;
  private final Randomness random;
  private final double probability;

  /**
   * @param probability of each fault
   */
  public CrankyNetwork(Network network, Randomness random, double probability) {
    this.network = network;
    this.random = random;
    this.probability = probability;
  }

  @Override
  public void open(Receiver receiver) {
    network.open(receiver);
  }

  @Override
  public boolean send(NodeId to, ByteBuffer... parts) {
    if (perhaps()) {
      return false;
    }
    if (perhaps()) {
      return true;
    }
    if (perhaps()) {
      network.send(to, parts);
    }
    return network.send(to, parts);
  }

  @Override
  public void close() {
    network.close();
  }

  private boolean perhaps() {
    return random.nextDouble() < probability;
  }
}
