// Writes src/lib/wire.ts: the documents of the program as types, from the JSON Schemas that it prints.
// Usage: node scripts/types.mjs PROGRAM
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const program = process.argv[2];
const wanted = {
  RunPage: 'run-page', PersonPage: 'person-page', ChangedPerson: 'changed-person', WhatIfDoc: 'what-if', CrowdDoc: 'crowd', LuckDoc: 'luck',
  ComparePage: 'comparison-page', CardDoc: 'card', SessionDoc: 'session', JobDoc: 'job', FoundRuns: 'found-runs', Diagnostic: 'diagnostic',
  RunRequest: 'run-request', CompareRequest: 'compare-request',
};
const all = { title: 'All', type: 'object', properties: {}, required: [], additionalProperties: false, definitions: {} };
for (const [name, document] of Object.entries(wanted)) {
  const { $defs = {}, ...schema } = JSON.parse(execFileSync(program, ['schema', document], { encoding: 'utf8' }));
  delete schema.$schema;
  Object.assign(all.definitions, $defs, { [name]: { ...schema, title: name } });
  all.properties[name] = { $ref: `#/definitions/${name}` };
  all.required.push(name);
}
// References point into the documents' own definitions; closed objects make precise types.
const fixed = JSON.parse(JSON.stringify(all).replaceAll('#/$defs/', '#/definitions/'));
const close = (node) => {
  if (Array.isArray(node)) return node.forEach(close);
  if (node && typeof node === 'object') {
    if (node.type === 'object' && node.properties && node.additionalProperties === undefined) node.additionalProperties = false;
    // Pairs: the older way of saying the same, which the writer of types knows.
    if (node.prefixItems) { node.items = node.prefixItems; node.additionalItems = false; delete node.prefixItems; }
    Object.values(node).forEach(close);
  }
};
close(fixed);
const text = await compile(fixed, 'All', { bannerComment: '/* Written by `cargo xtask web` from the schemas of the program. */', style: { printWidth: 120, singleQuote: true } });
writeFileSync(new URL('../src/lib/wire.ts', import.meta.url), text);
