"use strict";

const { existsSync, lstatSync, mkdirSync } = require("node:fs");
const { dirname, isAbsolute, join } = require("node:path");

/**
 * Makes a Node that can (22.1 and later) keep compiled code between runs, in a folder of the user's own. What is kept there is run: where
 * others may write, and in the temporary folder, which Node takes unless told, others may make it first. Nothing is kept where there is
 * no such folder, or the user wants none.
 */
function keepCompiled({ enableCompileCache }, { env, userId }) {
  const folder = folderIn(env);
  if (folder === undefined) return;
  try {
    makeFolder(folder);
  } catch {
    return;
  }
  if ([folder, dirname(folder)].every((one) => isPrivate(one, userId))) enableCompileCache(folder);
}

function folderIn({ DEMARC_CACHE: said, XDG_CACHE_HOME: xdg = "", LOCALAPPDATA: local = "", HOME: home = "" }) {
  if (said === "0" || said === "false") return undefined;
  const place = [xdg, local, home && join(home, ".cache")].find((one) => isAbsolute(one));
  return place === undefined ? undefined : join(place, "demarc", "compiled");
}

/** With those above it. Node's own `recursive` tries without end where no folder can be made, as in `/proc`. */
function makeFolder(folder) {
  const above = dirname(folder);
  if (above !== folder && !existsSync(above)) makeFolder(above);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
}

/** No link, the user's own, and nobody else may write there. Windows keeps a user's folders for the user. */
function isPrivate(folder, userId) {
  const found = lstatSync(folder);
  return found.isDirectory() && (userId === undefined || (found.uid === userId && (found.mode & 0o022) === 0));
}

module.exports = { keepCompiled };
