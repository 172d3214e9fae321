// ioredis: strings, pipelines, transactions, blocking pops, channels, streams of keys.
import assert from "node:assert/strict";
import Redis from "ioredis";

const port = Number(process.argv[2]);
const redis = new Redis(port, "127.0.0.1");
const other = new Redis(port, "127.0.0.1");
const listener = new Redis(port, "127.0.0.1");

assert.equal(await redis.set("io:k", "v", "EX", 100), "OK");
assert.equal(await redis.get("io:k"), "v");
assert.ok((await redis.ttl("io:k")) > 90);
await redis.hset("io:h", { a: "1", b: "2" });
assert.deepEqual(await redis.hgetall("io:h"), { a: "1", b: "2" });
await redis.zadd("io:z", 1.5, "one", 2, "two");
assert.deepEqual(await redis.zrange("io:z", 0, -1, "WITHSCORES"), ["one", "1.5", "two", "2"]);

const pipeline = redis.pipeline();
for (let i = 0; i < 1000; i++) pipeline.incr("io:n");
const replies = await pipeline.exec();
assert.equal(replies[999][1], 1000);

assert.deepEqual(await redis.multi().set("io:t", "1").incr("io:t").exec(), [[null, "OK"], [null, 2]]);

const popped = other.blpop("io:queue", 10);
await redis.rpush("io:queue", "job");
assert.deepEqual(await popped, ["io:queue", "job"]);

const heard = new Promise((resolve) => listener.on("message", (...all) => resolve(all)));
await listener.subscribe("io:news");
assert.equal(await redis.publish("io:news", "hello"), 1);
assert.deepEqual(await heard, ["io:news", "hello"]);

const found = new Set();
for await (const keys of redis.scanStream({ match: "io:*" })) keys.forEach((key) => found.add(key));
assert.deepEqual([...found].sort(), ["io:h", "io:k", "io:n", "io:t", "io:z"]);
await assert.rejects(redis.incr("io:h"), /WRONGTYPE/);

for (const client of [redis, other, listener]) client.disconnect();
console.log("ioredis: fine");
