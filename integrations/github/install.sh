#!/usr/bin/env bash
# Puts demarc on the path of later steps: the package that was named, else what this action's own commit builds, so that
# the commit that pins the action pins all of it.
set -euo pipefail

if [ -z "$PACKAGE" ]; then
  cd "$GITHUB_ACTION_PATH"
  npm ci --ignore-scripts --no-audit --no-fund
  node build/build.mjs
  npm pack --ignore-scripts --pack-destination "$RUNNER_TEMP"
  version="$(node -p 'require("./package.json").version')"
  PACKAGE="$RUNNER_TEMP/demarc-$version.tgz"
fi
npm install --prefix "$RUNNER_TEMP/demarc" --ignore-scripts --no-audit --no-fund -- "$PACKAGE"
echo "$RUNNER_TEMP/demarc/node_modules/.bin" >> "$GITHUB_PATH"
