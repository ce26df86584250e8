/**
 * Loaded into the program with `node --import`: counts every change that it makes to a disk and everything it prints,
 * and kills it at the one that DIE_AT names, from 1, in the middle of it; DIE_BY is another signal than SIGKILL. Between two such steps a kill
 * can leave nothing else behind. The count goes to the file that STEPS_TO names.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";

const { DIE_AT, DIE_BY = "SIGKILL", STEPS_TO } = process.env;
let step = 0;

const { writeSync, rmSync, readdirSync, writeFileSync } = fs;

/** `half`: what of it is done when the kill comes. Another signal comes when all of it is. */
function count(object, name, half = () => {}, counts = () => true) {
  const original = object[name];
  object[name] = function (...args) {
    if (!counts(args) || ++step !== Number(DIE_AT)) return original.apply(this, args);
    const kill = () => process.kill(process.pid, DIE_BY);
    if (DIE_BY === "SIGKILL") {
      half(this, args);
      kill();
    }
    const told = args.at(-1);
    if (typeof told !== "function") return original.apply(this, args).finally(kill);
    const after = (...results) => {
      kill();
      told(...results);
    };
    return original.apply(this, [...args.slice(0, -1), after]);
  };
}

const bytesOf = (data) => (typeof data === "string" ? Buffer.from(data) : data);
const halfTo = (fd, data) => void writeSync(fd, bytesOf(data).subarray(0, data.length / 2));
const writes = ([, flags]) => typeof flags === "string" && flags !== "r";

const handle = await fs.promises.open(import.meta.filename);
const files = Object.getPrototypeOf(handle);
await handle.close();
for (const name of ["writeFile", "appendFile", "write"]) count(files, name, (self, [data]) => halfTo(self.fd, data));
count(files, "sync");
count(fs.promises, "open", undefined, writes);
for (const name of ["mkdir", "mkdtemp", "rename", "writeFile", "appendFile"]) count(fs.promises, name);
count(fs.promises, "rm", (_, [path]) => {
  // Whatever the order that a folder is emptied in: this is the one that hurts most.
  if (!fs.existsSync(path) || !fs.statSync(path).isDirectory()) return;
  for (const name of readdirSync(path).toSorted().slice(0, 1)) rmSync(join(path, name), { recursive: true });
});
count(fs, "open", undefined, writes);
count(fs, "write", (_, [fd, data]) => halfTo(fd, data));
count(fs, "fsync");
count(process.stdout, "write", (_, [text]) => halfTo(1, text));
syncBuiltinESMExports();

if (STEPS_TO !== undefined) process.on("exit", () => writeFileSync(STEPS_TO, String(step)));
