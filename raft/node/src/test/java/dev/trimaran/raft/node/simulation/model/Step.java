package dev.trimaran.raft.node.simulation.model;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.View;
import java.util.List;

/** One step of one node's consensus. */
public record Step(NodeRecord node, Input input, List<Effect> effects, View before, View after) {}
