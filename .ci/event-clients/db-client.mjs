// @eventstore/db-client, the older client: written in JavaScript alone.
import lib from "@eventstore/db-client";
import { scenario } from "./scenario.mjs";

const client = lib.EventStoreDBClient.connectionString(
  `esdb://127.0.0.1:${process.argv[2]}?tls=false`
);
await scenario(client, lib, "expectedRevision", "eventstore");
await client.dispose();
console.log("db-client: fine");
