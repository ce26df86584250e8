// Loaded before the program: notes each place that it looks up or connects to, a line each, in the file that the environment names.
// With DESTINATIONS_REFUSED nothing is let through.
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import net from "node:net";

const { DESTINATIONS: file, DESTINATIONS_REFUSED: refused } = process.env;
const { connect } = net.Socket.prototype;
const { lookup } = dns;

net.Socket.prototype.connect = function (...words) {
  const [first, second] = Array.isArray(words[0]) ? words[0] : words;
  const { host = "localhost", port, path } = typeof first === "object" ? first : { port: first, host: second };
  appendFileSync(file, `${path ?? `${host}:${port}`}\n`);
  if (refused === undefined) return connect.apply(this, words);
  const error = Object.assign(new Error(`connect ECONNREFUSED ${host}`), { code: "ECONNREFUSED", syscall: "connect" });
  process.nextTick(() => this.destroy(error));
  return this;
};

dns.lookup = (host, ...rest) => {
  appendFileSync(file, `lookup ${host}\n`);
  return lookup(host, ...rest);
};
