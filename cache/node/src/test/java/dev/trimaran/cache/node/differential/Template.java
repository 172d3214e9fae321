package dev.trimaran.cache.node.differential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pattern of a command, written as Redis's manual writes it:
 *
 * <pre>
 *   SET            a word as it is: no lower-case letter in it, or in single quotes
 *   value          a word drawn from the pool of that name
 *   str:k          the same, and the same again wherever :k stands in this step
 *   [ a b ]        sometimes
 *   ( a | b c )    one of these
 *   { a | b c }    none to three of these, in any order, repeated or not
 *   ( a b )+       one to four times
 * </pre>
 */
sealed interface Template {

  void draw(Pools pools, Draw draw, List<byte[]> into);

  /** The literal words that it may begin with. */
  default Set<String> firsts() {
    return switch (this) {
      case Literal literal -> Set.of(new String(literal.word(), StandardCharsets.ISO_8859_1));
      case Row row -> row.parts().isEmpty() ? Set.of() : row.parts().get(0).firsts();
      case OneOf choice ->
          choice.parts().stream()
              .flatMap(part -> part.firsts().stream())
              .collect(Collectors.toSet());
      case Kind _, Sometimes _, SomeOf _, Repeated _ -> Set.of();
    };
  }

  record Literal(byte[] word) implements Template {
    @Override
    public void draw(Pools pools, Draw draw, List<byte[]> into) {
      into.add(word);
    }
  }

  record Kind(String kind, String name) implements Template {
    @Override
    public void draw(Pools pools, Draw draw, List<byte[]> into) {
      into.addAll(
          name.isEmpty()
              ? pools.draw(kind, draw)
              : draw.bound().computeIfAbsent(name, n -> pools.draw(kind, draw)));
    }
  }

  record Row(List<Template> parts) implements Template {
    @Override
    public void draw(Pools pools, Draw draw, List<byte[]> into) {
      parts.forEach(part -> part.draw(pools, draw, into));
    }
  }

  record Sometimes(Template part) implements Template {
    @Override
    public void draw(Pools pools, Draw draw, List<byte[]> into) {
      if (draw.random().nextInt(5) < 2) {
        part.draw(pools, draw, into);
      }
    }
  }

  record OneOf(List<Template> parts) implements Template {
    @Override
    public void draw(Pools pools, Draw draw, List<byte[]> into) {
      parts.get(draw.random().nextInt(parts.size())).draw(pools, draw, into);
    }
  }

  record SomeOf(OneOf parts) implements Template {
    @Override
    public void draw(Pools pools, Draw draw, List<byte[]> into) {
      int chance = draw.random().nextInt(20);
      int times = chance < 8 ? 0 : chance < 15 ? 1 : chance < 19 ? 2 : 3;
      for (int i = 0; i < times; i++) {
        parts.draw(pools, draw, into);
      }
    }
  }

  record Repeated(Template part) implements Template {
    @Override
    public void draw(Pools pools, Draw draw, List<byte[]> into) {
      int times = 1 + Math.min(draw.random().nextInt(4), draw.random().nextInt(4));
      for (int i = 0; i < times; i++) {
        part.draw(pools, draw, into);
      }
    }
  }

  static Template of(String text, Pools pools) {
    List<String> tokens = new ArrayList<>();
    for (String word : text.strip().split(" +")) {
      if (word.startsWith("'") || word.length() == 1) {
        tokens.add(word);
      } else {
        split(word, tokens);
      }
    }
    Reader reader = new Reader(tokens, pools);
    Template template = reader.row("");
    if (reader.at != tokens.size()) {
      throw new IllegalArgumentException("unbalanced brackets: " + text);
    }
    return template;
  }

  private static void split(String word, List<String> tokens) {
    StringBuilder token = new StringBuilder();
    for (char c : word.toCharArray()) {
      if ("[](){}|+".indexOf(c) >= 0) {
        if (!token.isEmpty()) {
          tokens.add(token.toString());
        }
        token.setLength(0);
        tokens.add(String.valueOf(c));
      } else {
        token.append(c);
      }
    }
    if (!token.isEmpty()) {
      tokens.add(token.toString());
    }
  }

  /** Recursive descent over the tokens. */
  final class Reader {
    private final List<String> tokens;
    private final Pools pools;
    private int at;

    private Reader(List<String> tokens, Pools pools) {
      this.tokens = tokens;
      this.pools = pools;
    }

    private Template row(String end) {
      List<Template> parts = new ArrayList<>();
      while (at < tokens.size() && !end.contains(tokens.get(at))) {
        parts.add(repeated(part(tokens.get(at++))));
      }
      return parts.size() == 1 ? parts.get(0) : new Row(parts);
    }

    private Template part(String token) {
      return switch (token) {
        case "[" -> new Sometimes(choice("]"));
        case "(" -> choice(")");
        case "{" -> new SomeOf(choice("}"));
        default -> word(token);
      };
    }

    private OneOf choice(String end) {
      List<Template> parts = new ArrayList<>();
      do {
        parts.add(row("|" + end));
        if (at == tokens.size()) {
          throw new IllegalArgumentException("no " + end + " in " + tokens);
        }
      } while (!tokens.get(at++).equals(end));
      return new OneOf(parts);
    }

    private Template repeated(Template part) {
      if (at < tokens.size() && tokens.get(at).equals("+")) {
        at++;
        return new Repeated(part);
      }
      return part;
    }

    private Template word(String token) {
      if (token.startsWith("'")) {
        return new Literal(Words.unescape(token.substring(1, token.length() - 1)));
      }
      if (token.startsWith("$") || token.chars().noneMatch(Character::isLowerCase)) {
        return new Literal(Words.unescape(token));
      }
      int colon = token.indexOf(':');
      String kind = colon < 0 ? token : token.substring(0, colon);
      if (!pools.has(kind)) {
        throw new IllegalArgumentException("no pool is called " + kind);
      }
      return new Kind(kind, colon < 0 ? "" : token.substring(colon + 1));
    }
  }
}
