package dev.trimaran.rules;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * Libraries print nothing, tests do not sleep (those of chaos watch real processes, and may), and
 * cores take no lock.
 */
final class Habits implements SourceRule {

  private static final List<String> LIBRARIES =
      List.of("base", "io", "simulation", "raft", "cache", "event-sourcing");
  private static final List<String> CORES =
      List.of("raft/core", "cache/core", "event-sourcing/core");

  @Override
  public List<String> violations(SourceFile file) {
    boolean library = !file.isTest() && LIBRARIES.stream().anyMatch(file::isIn);
    boolean timeless = file.isTest() && !file.isIn("chaos");
    boolean core = !file.isTest() && CORES.stream().anyMatch(file::isIn);
    List<String> found = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
        String name = select.toString();
        if (library
            && (name.equals("System.out")
                || name.equals("System.err")
                || name.endsWith(".printStackTrace"))) {
          found.add("%s: a library prints: %s".formatted(file.at(select), name));
        }
        if (timeless && (name.equals("Thread.sleep") || name.matches("(.*\\.)?[A-Z]+\\.sleep"))) {
          found.add("%s: a test sleeps: %s".formatted(file.at(select), name));
        }
        return super.visitMemberSelect(select, nothing);
      }

      @Override
      public Void visitSynchronized(SynchronizedTree block, Void nothing) {
        if (core) {
          found.add("%s: a core takes a lock".formatted(file.at(block)));
        }
        return super.visitSynchronized(block, nothing);
      }
    }.scan(file.unit(), null);
    return found;
  }
}
