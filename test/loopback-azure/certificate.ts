import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";

/** A throw-away certificate for 127.0.0.1 that is its own authority, and its key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

let made: Certificate | undefined;

/** One a process: nobody keeps it. */
export function certificate(): Certificate {
  return (made ??= makeCertificate());
}

function makeCertificate(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const day = 24 * 60 * 60 * 1000;
  const name = sequence(set(sequence(oid("550403"), tagged(0x0c, Buffer.from("demarc loopback")))));
  const extensions = sequence(
    // basicConstraints: it may vouch for itself.
    sequence(oid("551d13"), octets(sequence(tagged(0x01, Buffer.from([0xff]))))),
    // subjectAltName: 127.0.0.1
    sequence(oid("551d11"), octets(sequence(tagged(0x87, Buffer.from([127, 0, 0, 1]))))),
  );
  const content = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(Date.now() - day), time(Date.now() + day)),
    name,
    publicKey,
    tagged(0xa3, extensions),
  );
  const signature = sign("sha256", content, createPrivateKey(privateKey));
  const bits = tagged(0x03, Buffer.concat([Buffer.from([0]), signature]));
  const base64 = sequence(content, ECDSA_WITH_SHA256, bits).toString("base64");
  const cert = `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey };
}

const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));

/** DER: a tag, the length of the content, the content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function set(...parts: readonly Buffer[]): Buffer {
  return tagged(0x31, Buffer.concat(parts));
}

function octets(content: Buffer): Buffer {
  return tagged(0x04, content);
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]));
}

function time(milliseconds: number): Buffer {
  const text = new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return tagged(0x18, Buffer.from(text));
}
