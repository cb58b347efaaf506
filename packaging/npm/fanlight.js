#!/usr/bin/env node
// Starts the program of the package that fits this machine, with the same arguments, input and output, and ends as it ended.
"use strict";

const { spawnSync } = require("node:child_process");
const { constants } = require("node:os");

const machine = `${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "fanlight.exe" : "fanlight";

let program;
try {
  program = require.resolve(`@fanlight/${machine}/${file}`);
} catch {
  console.error(`fanlight: there is no package @fanlight/${machine} here.`);
  console.error("Either no program is made for this machine, or npm left optional dependencies out (--omit=optional).");
  process.exit(4);
}

// An interrupt reaches the program too, which ends by itself: until then this stays.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

const ended = spawnSync(program, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
if (ended.error) {
  console.error(`fanlight: ${program} can't be started: ${ended.error.message}`);
  process.exit(4);
}
process.exit(ended.status ?? 128 + (constants.signals[ended.signal] ?? 0));
