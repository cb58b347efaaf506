// Prints what Netlify's own reader makes of a netlify.toml, offline: `node netlify.mjs FILE`. What it refuses ends it with 1.

import { dirname, resolve } from "node:path";
import { resolveConfig } from "@netlify/config";

const config = resolve(process.argv[2]);
const read = { config, repositoryRoot: dirname(config), context: "production", branch: "main", offline: true, buffer: true };
console.log(JSON.stringify((await resolveConfig(read)).config));
