import type { Metafile } from "esbuild";

export function bundle(outdir: string, write?: boolean): Promise<Metafile>;
export function loadedWith(source: string, metafile: Metafile): ReadonlyMap<string, readonly string[]>;
