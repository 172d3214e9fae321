// node-redis, over RESP3.
import assert from "node:assert/strict";
import { createClient } from "redis";

const port = Number(process.argv[2]);
const client = createClient({ socket: { port, host: "127.0.0.1" }, RESP: 3 });
await client.connect();
const listener = client.duplicate();
await listener.connect();

assert.equal(await client.set("nr:k", "v", { expiration: { type: "PX", value: 60000 } }), "OK");
assert.equal(await client.get("nr:k"), "v");
await client.hSet("nr:h", { a: "1" });
assert.deepEqual({ ...(await client.hGetAll("nr:h")) }, { a: "1" });
await client.sAdd("nr:s", ["x", "y"]);
assert.equal((await client.sMembers("nr:s")).length, 2);
await client.zAdd("nr:z", [{ score: 2.5, value: "m" }]);
assert.equal(await client.zScore("nr:z", "m"), 2.5);

const counts = await Promise.all(Array.from({ length: 1000 }, () => client.incr("nr:n")));
assert.equal(counts[999], 1000);
assert.deepEqual(await client.multi().set("nr:t", "1").get("nr:t").exec(), ["OK", "1"]);

const heard = new Promise((resolve) => {
  listener.subscribe("nr:news", (message) => resolve(message)).then(() =>
    client.publish("nr:news", "hello"));
});
assert.equal(await heard, "hello");

const found = [];
for await (const keys of client.scanIterator({ MATCH: "nr:*" })) found.push(...keys);
assert.deepEqual([...new Set(found)].sort(), ["nr:h", "nr:k", "nr:n", "nr:s", "nr:t", "nr:z"]);

listener.destroy();
client.destroy();
console.log("node-redis: fine");
