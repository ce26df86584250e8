/**
 * Loaded into the program with `node --import`: at the request that JUMP_AT names, from 1, the machine's time of day
 * becomes JUMP_BY milliseconds another. Where that is ahead the steady clock leaps too, as after a machine has slept.
 */
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";

const by = Number(process.env.JUMP_BY);
let requests = 0;
let jumped = 0;

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + jumped] : args));
  }
  static now() {
    return RealDate.now() + jumped;
  }
};
const steady = performance.now.bind(performance);
performance.now = () => steady() + Math.max(0, jumped);

for (const module of [http, https]) {
  const { request } = module;
  module.request = (...args) => {
    if (++requests === Number(process.env.JUMP_AT)) jumped = by;
    return request(...args);
  };
}
syncBuiltinESMExports();
