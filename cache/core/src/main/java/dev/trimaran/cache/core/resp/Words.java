package dev.trimaran.cache.core.resp;

import dev.trimaran.cache.core.model.Arguments;

/**
 * The words of an inline command, quoted as in a shell: {@code "..."} with the escapes {@code \n \r
 * \t \b \a \xHH} and a backslash before any other byte, {@code '...'} with {@code \'} alone. A
 * quote may open inside a word, and must be followed by a space or the end when it closes. A zero
 * byte ends the line. As Redis's {@code sdssplitargs} has it.
 */
final class Words {

  private final byte[] array;
  private final int end;
  private int at;
  private int to;

  private Words(byte[] array, int start, int end) {
    this.array = array;
    this.at = start;
    this.end = end;
  }

  /**
   * Adds the words in {@code array[start, end)} to {@code words}. Escapes are undone in place: a
   * word is never longer than what it was written as. Answers false where quotes do not balance.
   */
  static boolean split(byte[] array, int start, int end, Arguments words) {
    return new Words(array, start, end).all(words);
  }

  private boolean all(Arguments words) {
    while (true) {
      while (isSpace(peek())) {
        at++;
      }
      if (peek() == 0) {
        return true;
      }
      int begin = at;
      to = at;
      if (!word()) {
        return false;
      }
      words.add(begin, to - begin);
    }
  }

  /** The byte at hand; 0 at the end. */
  private int peek() {
    return at < end ? array[at] : 0;
  }

  private int peek(int ahead) {
    return at + ahead < end ? array[at + ahead] : 0;
  }

  private boolean word() {
    while (true) {
      int next = peek();
      switch (next) {
        case 0, ' ', '\n', '\r', '\t' -> {
          return true;
        }
        case '"', '\'' -> {
          at++;
          if (!(next == '"' ? doubleQuoted() : singleQuoted())) {
            return false;
          }
          return true;
        }
        default -> take(1, next);
      }
    }
  }

  private boolean doubleQuoted() {
    while (true) {
      int next = peek();
      if (next == 0) {
        return false;
      }
      if (next == '"') {
        return closed();
      }
      if (next == '\\' && peek(1) == 'x' && hex(peek(2)) >= 0 && hex(peek(3)) >= 0) {
        take(4, hex(peek(2)) * 16 + hex(peek(3)));
      } else if (next == '\\' && peek(1) != 0) {
        take(2, escaped(peek(1)));
      } else {
        take(1, next);
      }
    }
  }

  private boolean singleQuoted() {
    while (true) {
      int next = peek();
      if (next == 0) {
        return false;
      }
      if (next == '\'') {
        return closed();
      }
      if (next == '\\' && peek(1) == '\'') {
        take(2, '\'');
      } else {
        take(1, next);
      }
    }
  }

  /** Behind a closing quote comes a space or nothing. */
  private boolean closed() {
    at++;
    return peek() == 0 || isSpace(peek());
  }

  private void take(int read, int written) {
    array[to++] = (byte) written;
    at += read;
  }

  private static boolean isSpace(int letter) {
    return letter == ' ' || letter >= '\t' && letter <= '\r';
  }

  private static int escaped(int letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> letter;
    };
  }

  private static int hex(int letter) {
    return letter < 0 ? -1 : Character.digit(letter, 16);
  }
}
