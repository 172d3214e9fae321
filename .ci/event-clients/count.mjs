// Says how many events there are, and the id of the last.
import lib from "@eventstore/db-client";

const client = lib.EventStoreDBClient.connectionString(
  `esdb://127.0.0.1:${process.argv[2]}?tls=false`
);
let count = 0;
let last = "";
for await (const { event } of client.readAll()) {
  count++;
  last = event.id;
}
await client.dispose();
console.log(`${count} events, the last is ${last}`);
