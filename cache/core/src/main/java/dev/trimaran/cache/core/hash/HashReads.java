package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import org.jspecify.annotations.Nullable;

/** The commands that read hashes. */
final class HashReads {

  private final Hashes hashes;
  private final View field = new View();
  private final View value = new View();

  HashReads(Hashes hashes) {
    this.hashes = hashes;
  }

  private @Nullable HashDatum hash(Call call) {
    long place = hashes.find(call, Access.READ);
    return place == Keyspace.ABSENT ? null : Hashes.at(call, place);
  }

  private boolean find(Call call, @Nullable HashDatum hash, int index) {
    return hash != null && hash.find(field.of(call.arguments(), index), value);
  }

  private static void bulk(Reply reply, View view) {
    reply.bulk(view.array(), view.offset(), view.length());
  }

  void get(Call call) {
    if (find(call, hash(call), 2)) {
      bulk(call.reply(), value);
    } else {
      call.reply().nil();
    }
  }

  void getMany(Call call) {
    HashDatum hash = hash(call);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      if (find(call, hash, i)) {
        bulk(call.reply(), value);
      } else {
        call.reply().nil();
      }
    }
  }

  void getAll(Call call) {
    HashDatum hash = hash(call);
    Reply reply = call.reply();
    if (hash == null) {
      reply.map(0);
      return;
    }
    reply.map(hash.size());
    HashDatum.Cursor cursor = hash.cursor();
    while (cursor.next(field, value)) {
      bulk(reply, field);
      bulk(reply, value);
    }
  }

  void fields(Call call) {
    half(call, field);
  }

  void values(Call call) {
    half(call, value);
  }

  private void half(Call call, View shown) {
    HashDatum hash = hash(call);
    Reply reply = call.reply();
    if (hash == null) {
      reply.array(0);
      return;
    }
    reply.array(hash.size());
    HashDatum.Cursor cursor = hash.cursor();
    while (cursor.next(field, value)) {
      bulk(reply, shown);
    }
  }

  void length(Call call) {
    HashDatum hash = hash(call);
    call.reply().integer(hash == null ? 0 : hash.size());
  }

  void exists(Call call) {
    call.reply().integer(find(call, hash(call), 2) ? 1 : 0);
  }

  void valueLength(Call call) {
    call.reply().integer(find(call, hash(call), 2) ? value.length() : 0);
  }
}
