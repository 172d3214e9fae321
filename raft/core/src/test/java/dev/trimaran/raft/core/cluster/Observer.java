package dev.trimaran.raft.core.cluster;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.View;
import java.util.List;

/** Sees every step of every node. */
public interface Observer {

  void stepped(TestNode node, View before, Input input, List<Effect> effects);

  void restarted(TestNode node);

  Observer NOBODY =
      new Observer() {
        @Override
        public void stepped(TestNode node, View before, Input input, List<Effect> effects) {}

        @Override
        public void restarted(TestNode node) {}
      };
}
