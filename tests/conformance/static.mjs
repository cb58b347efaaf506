// A folder as a host would serve it, with the headers that `_headers` sets for every path.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png" };

/** The headers of the rule for all paths: `*`, below the site's own path. */
const everywhere = (folder) => {
  const rule = readFileSync(join(folder, "_headers"), "utf8").split(/^(?=\S)/m)[0].split("\n").slice(1);
  return Object.fromEntries(rule.filter(Boolean).map((line) => line.trim().split(/: (.*)/).slice(0, 2)));
};

/** Serves it on a port of its own, until `server.close()`. `sent` is told each path and how many bytes it took. */
export const serveFolder = async (folder, sent = () => {}) => {
  const headers = everywhere(folder);
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = existsSync(file);
    const bytes = gzipSync(readFileSync(found ? file : join(folder, "404.html")));
    sent(path, bytes.length);
    const type = TYPES[found ? extname(file) : ".html"] ?? "application/octet-stream";
    response.writeHead(found ? 200 : 404, { ...headers, "Content-Type": type, "Content-Encoding": "gzip" });
    response.end(bytes);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, address: `http://127.0.0.1:${server.address().port}` };
};
