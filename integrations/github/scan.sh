#!/usr/bin/env bash
# What the action runs. Everything comes through the environment; nothing of it is ever a part of a command's text.
set -uo pipefail

options=(--fail-on "$FAIL_ON" --format github --format "sarif=$SARIF_FILE" --format "json=$JSON_FILE" --save "$RUN_FILE")
if [ -n "$CONFIG_FROM" ]; then options+=(--config-from "$CONFIG_FROM"); fi
if [ -n "$EXEMPTIONS" ]; then options+=(--exemptions "$EXEMPTIONS"); fi
if [ -n "$BASELINE" ]; then options+=(--baseline "$BASELINE"); fi
while IFS= read -r word; do
  if [ -n "$word" ]; then options+=("$word"); fi
done <<< "$OPTIONS"

sources=()
while IFS= read -r word; do
  if [ -n "$word" ]; then sources+=("$word"); fi
done <<< "$SOURCES"

# A report of an earlier step must not pass for this one's.
rm -f -- "$SARIF_FILE" "$JSON_FILE" "$RUN_FILE"
demarc scan "${options[@]}" -- ${sources[@]+"${sources[@]}"}
exit_code=$?

{
  echo "exit-code=$exit_code"
  if [ -f "$SARIF_FILE" ]; then echo "sarif-file=$SARIF_FILE"; fi
  if [ -f "$RUN_FILE" ]; then echo "run-file=$RUN_FILE"; fi
  if [ -f "$JSON_FILE" ]; then
    echo "json-file=$JSON_FILE"
    node -e '
      const { summary } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
      console.log(`findings=${summary.fail}\nexempted=${summary.exempted}\nunknown=${summary.unknown}`);
    ' "$JSON_FILE"
  fi
} >> "$GITHUB_OUTPUT"
exit "$exit_code"
