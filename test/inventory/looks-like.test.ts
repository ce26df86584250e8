import { describe, expect, it } from "vitest";
import { looksLike } from "../../src/inventory/looks-like.ts";
import { computingTime } from "../computing-time.ts";

const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----";

describe("looksLike", () => {
  it.each([
    ["", "nothing"],
    ["eu-west-1", "nothing"],
    ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf", "reference"],
    ["@Microsoft.KeyVault(SecretUri=https://books.vault.azure.net/secrets/db/)", "reference"],
    ["https://books.vault.azure.net/secrets/db/0123", "reference"],
    ["{{resolve:secretsmanager:db:SecretString:password}}", "reference"],
    ["AKIAIOSFODNN7EXAMPLE", "aws_access_key"],
    ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "aws_secret_key"],
    ["0123456789abcdef0123456789abcdef01234567", "nothing"],
    [PEM, "private_key"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "jwt"],
    ["DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Zm9vYmFy", "connection_string"],
    ["postgres://app:s3cretpw@db.internal:5432/books", "connection_string"],
    ["ghp_0123456789abcdefghijklmnopqrstuvwxyz", "api_token"],
    [`sk-proj-${"a1B2".repeat(12)}`, "api_token"],
    [`rk_live_${"a1B2".repeat(6)}`, "api_token"],
    [`SG.${"a1B2".repeat(6)}.${"a1B2".repeat(10)}`, "api_token"],
    [`https://hooks.slack.com/services/T0000/B0000/${"a1B2".repeat(6)}`, "api_token"],
    [`https://books.blob.core.windows.net/c?sr=c&sig=${"a1B2".repeat(10)}%3D`, "api_token"],
    ["https://books.blob.core.windows.net/c?sig=none", "nothing"],
    ["PGPASSWORD=hunter22 psql", "connection_string"],
    ["Server=db;Password=$ecret1;Database=books", "connection_string"],
    ["#cloud-config\npassword: h!nter22\nchpasswd: { expire: false }\n", "password"],
    ['{"username":"books","password":"hunter22"}', "password"],
    [Buffer.from("#cloud-config\nusers:\n- name: ada\n  plain_text_passwd: hunter22\n").toString("base64"), "password"],
    ["DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)", "nothing"],
    ['PASSWORD="${1}"', "nothing"],
    ["mysql --password=$DB_PASSWORD books", "nothing"],
    ["Password=<your password>", "nothing"],
    ["password: {{ ssm:db }}", "nothing"],
    ["MasterUserPassword: !Ref Password", "nothing"],
    ["users: [{ name: ada, lock_passwd: true, passwd: $6$rounds=4096$salt }]", "nothing"],
    ["def connect(user: str, password: str):", "nothing"],
    ['read -p "Password: " word', "nothing"],
    ["sk-proj-name", "nothing"],
    [Buffer.from(`#!/bin/sh\nexport AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n`).toString("base64"), "aws_access_key"],
  ])("takes %s for %s", (text, looks) => {
    expect(looksLike(text)).toBe(looks);
  });

  it("does not slow down on texts made to be slow", () => {
    const took = computingTime(() => {
      for (const part of [
        "SG.a.",
        "hooks.slack.com/services/T",
        "&sig=",
        "eyJ-",
        "Password ",
        "password:",
        "password: '",
        " ",
        "a://",
        "AAAA\n",
        "-----BEGIN A ",
      ]) {
        looksLike(part.repeat(40_000));
        looksLike(`${part.repeat(40_000)}!`);
      }
    });
    expect(took).toBeLessThan(5000);
  });
});
