package dev.trimaran.cache.node.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A client of one server by hand: requests are gathered, written in one go, answers are read. */
final class RespConnection implements AutoCloseable {

  private static final int PATIENCE_MS = 8_000;

  private final Socket socket;
  private final InputStream input;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean lost;

  RespConnection(InetSocketAddress address) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(address, PATIENCE_MS);
    input = socket.getInputStream();
  }

  /** Adds a request to what the next {@link #flush} writes. */
  void request(List<byte[]> words) {
    output.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
    for (byte[] word : words) {
      output.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      output.writeBytes(word);
      output.writeBytes(new byte[] {'\r', '\n'});
    }
  }

  void request(String... words) {
    request(Arrays.stream(words).map(Answer::latin).toList());
  }

  void bytes(byte[] bytes) {
    output.writeBytes(bytes);
  }

  void flush() {
    try {
      output.writeTo(socket.getOutputStream());
    } catch (IOException e) {
      lost = true; // what can still be read is read; then the answers are CLOSED
    }
    output.reset();
  }

  Answer call(String... words) {
    request(words);
    flush();
    return read();
  }

  /** One reply, or {@link Answer#CLOSED} or {@link Answer#SILENT}, and then that forever. */
  Answer read() {
    if (lost && position == limit) {
      return Answer.CLOSED;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    try {
      return parse();
    } catch (SocketTimeoutException e) {
      lost = true;
      position = limit;
      return Answer.SILENT;
    } catch (IOException e) {
      lost = true;
      position = limit;
      return Answer.CLOSED;
    }
  }

  /** What comes until the other side closes. */
  Answer readToTheEnd() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(buffer, position, limit - position);
    position = limit;
    try {
      socket.shutdownOutput();
      all.writeBytes(input.readAllBytes());
    } catch (SocketTimeoutException e) {
      all.writeBytes(Answer.SILENT.raw());
    } catch (IOException e) {
      // a reset: as good as closed
    }
    return Answer.scalar('+', all.toByteArray(), all.toByteArray());
  }

  private Answer parse() throws IOException {
    int from = position;
    char type = (char) next();
    byte[] line = line();
    return switch (type) {
      case '$', '=', '!' -> {
        int length = number(line);
        yield length < 0 ? Answer.scalar(type, raw(from), line) : bulk(type, from, length);
      }
      case '*', '%', '~', '>', '|' -> {
        int items = number(line) * (type == '%' || type == '|' ? 2 : 1);
        List<Answer> parsed = new ArrayList<>();
        for (int i = 0; i < items; i++) {
          parsed.add(parse());
        }
        yield items < 0
            ? Answer.scalar('_', raw(from), line)
            : Answer.aggregate(type, raw(from), parsed);
      }
      default -> Answer.scalar(type, raw(from), line);
    };
  }

  private Answer bulk(char type, int from, int length) throws IOException {
    need(length + 2);
    byte[] text = Arrays.copyOfRange(buffer, position, position + length);
    position += length + 2;
    return Answer.scalar(type, raw(from), text);
  }

  private static int number(byte[] line) throws IOException {
    try {
      return Integer.parseInt(new String(line, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new IOException("not RESP: a length of " + Words.quoted(line), e);
    }
  }

  private byte[] raw(int from) {
    return Arrays.copyOfRange(buffer, from, position);
  }

  private byte[] line() throws IOException {
    int from = position;
    while (next() != '\n') {
      continue;
    }
    return Arrays.copyOfRange(buffer, from, Math.max(from, position - 2));
  }

  private int next() throws IOException {
    need(1);
    return buffer[position++] & 0xff;
  }

  private void need(int bytes) throws IOException {
    if (position + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, position + bytes));
    }
    while (limit - position < bytes) {
      int read = input.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        throw new IOException("closed");
      }
      limit += read;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it was to be gone
    }
  }
}
