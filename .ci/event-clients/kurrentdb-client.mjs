// @kurrent/kurrentdb-client: what every client does, and appends to several streams at once.
import assert from "node:assert/strict";
import * as lib from "@kurrent/kurrentdb-client";
import { scenario } from "./scenario.mjs";

const client = lib.KurrentDBClient.connectionString(
  `kurrentdb://127.0.0.1:${process.argv[2]}?tls=false`
);
await scenario(client, lib, "streamState", "kurrent");

const record = (streamName, n) => ({ streamName, record: lib.jsonEvent({ type: "happened", data: { n } }) });
const event = (n) => lib.jsonEvent({ type: "happened", data: { n }, metadata: { n: String(n) } });

const session = await client.multiStreamAppend([
  { streamName: "multi-a", events: [event(1), event(2)], expectedState: lib.NO_STREAM },
  { streamName: "multi-b", events: [event(3)], expectedState: lib.ANY },
]);
assert.deepEqual(
  session.responses.map(({ streamName, revision }) => [streamName, revision]),
  [["multi-a", 1n], ["multi-b", 0n]]
);
await assert.rejects(
  client.multiStreamAppend([
    { streamName: "multi-b", events: [event(4)], expectedState: lib.ANY },
    { streamName: "multi-a", events: [event(5)], expectedState: lib.NO_STREAM },
  ]),
  (error) => error instanceof lib.WrongExpectedVersionError
);
const read = [];
for await (const { event: each } of client.readStream("multi-b")) read.push(each.metadata);
assert.deepEqual(read, [{ n: "3" }]);


const state = (streamName, expectedState) => ({ type: lib.STREAM_STATE, streamName, expectedState });
const records = await client.appendRecords(
  [record("rec-a", 1), record("rec-b", 2), record("rec-a", 3)],
  [state("rec-a", lib.NO_STREAM), state("multi-a", 1n)]
);
assert.deepEqual(
  records.responses.map(({ streamName, revision }) => [streamName, revision]),
  [["rec-a", 1n], ["rec-b", 0n]]
);
await assert.rejects(
  client.appendRecords(
    [record("rec-c", 4)],
    [state("rec-a", 7n), state("rec-b", 0n), state("rec-b", lib.NO_STREAM)]
  ),
  (error) =>
    error instanceof lib.AppendConsistencyViolationError &&
    error.violations.map((each) => each.checkIndex).join() === "0,2"
);

await client.dispose();
console.log("kurrentdb-client: fine");
