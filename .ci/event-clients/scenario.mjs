// What both clients of KurrentDB from npm do, in the words of either.
import assert from "node:assert/strict";

const ids = (events) => events.map((each) => each.event.id);

/** Waits for so many events of a subscription, then leaves it. */
async function take(subscription, count) {
  const events = [];
  for await (const resolved of subscription) {
    events.push(resolved);
    if (events.length === count) break;
  }
  await subscription.unsubscribe();
  return events;
}

async function read(reading) {
  const events = [];
  for await (const resolved of reading) events.push(resolved);
  return events;
}

/**
 * lib: the client's module; expecting: what its options call an expected revision; name: of the
 * streams, so that no two runs meet.
 */
export async function scenario(client, lib, expecting, name) {
  const stream = `${name}-1`;
  const event = (n) => lib.jsonEvent({ type: `type-${n % 3}`, data: { n }, metadata: { by: name } });
  const events = Array.from({ length: 10 }, (_, n) => event(n));

  // Appends.
  const first = await client.appendToStream(stream, events.slice(0, 3), {
    [expecting]: lib.NO_STREAM,
  });
  assert.equal(first.success, true);
  assert.equal(first.nextExpectedRevision, 2n);
  const again = await client.appendToStream(stream, events.slice(0, 3), {
    [expecting]: lib.NO_STREAM,
  });
  assert.deepEqual(again.position, first.position);
  await assert.rejects(
    client.appendToStream(stream, events[9], { [expecting]: 7n }),
    (error) => error instanceof lib.WrongExpectedVersionError
  );
  await client.appendToStream(stream, events.slice(3, 5), { [expecting]: 2n });
  await client.appendToStream(stream, events.slice(5, 9), { [expecting]: lib.STREAM_EXISTS });
  await client.appendToStream(stream, lib.binaryEvent({ type: "raw", data: Buffer.from([0, 255]) }));
  const many = await Promise.all(
    Array.from({ length: 200 }, (_, n) => client.appendToStream(`${name}-many`, event(n)))
  );
  assert.equal(new Set(many.map((result) => result.nextExpectedRevision)).size, 200);

  // Reads.
  const forwards = await read(client.readStream(stream));
  assert.deepEqual(ids(forwards).slice(0, 9), events.slice(0, 9).map((each) => each.id));
  assert.deepEqual(forwards[4].event.data, { n: 4 });
  assert.deepEqual(forwards[4].event.metadata, { by: name });
  assert.equal(forwards[4].event.revision, 4n);
  assert.ok(Math.abs(Date.now() - forwards[4].event.created.valueOf()) < 60_000);
  assert.deepEqual([...forwards[9].event.data], [0, 255]);
  const backwards = await read(
    client.readStream(stream, { direction: lib.BACKWARDS, fromRevision: lib.END, maxCount: 2 })
  );
  assert.deepEqual(backwards.map((each) => each.event.revision), [9n, 8n]);
  await assert.rejects(
    read(client.readStream(`${name}-none`)),
    (error) => error instanceof lib.StreamNotFoundError
  );
  const all = await read(client.readAll({ direction: lib.BACKWARDS, fromPosition: lib.END, maxCount: 5 }));
  assert.equal(all.length, 5);

  // Subscriptions pass from what was to what is.
  const live = take(client.subscribeToStream(stream, { fromRevision: lib.START }), 12);
  const filter = lib.streamNameFilter({ prefixes: [`${name}-1`] });
  const filtered = take(client.subscribeToAll({ fromPosition: lib.START, filter }), 12);
  await client.appendToStream(stream, [event(100), event(101)]);
  assert.deepEqual((await live).map((each) => each.event.revision), Array.from({ length: 12 }, (_, n) => BigInt(n)));
  assert.deepEqual(ids(await filtered), ids(await read(client.readStream(stream))));

  // Metadata and deletes.
  await client.setStreamMetadata(stream, { maxCount: 3 });
  assert.equal((await client.getStreamMetadata(stream)).metadata.maxCount, 3);
  assert.equal((await read(client.readStream(stream))).length, 3);
  await client.deleteStream(stream);
  await assert.rejects(read(client.readStream(stream)), (error) => error instanceof lib.StreamNotFoundError);
  const recreated = await client.appendToStream(stream, event(200), { [expecting]: lib.NO_STREAM });
  assert.equal(recreated.nextExpectedRevision, 12n);
  await client.tombstoneStream(stream);
  await assert.rejects(client.appendToStream(stream, event(201)), (error) => error instanceof lib.StreamDeletedError);
}
