#!/usr/bin/env bash
# Installs what the tests need and runs them all. Works on a fresh machine (Debian, with the .NET SDK and node).
# Closing line: "N passed, N failed, N skipped". Exit code 0 only when nothing failed and something passed.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
results=artifacts/test-results
mkdir -p "$results"
rm -f "$results"/*.trx

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi; }

install_tools() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  # Not grep -q: it stops reading at the first match, fc-list dies of the closed pipe, and pipefail calls that "not found".
  fc-list 2>/dev/null | grep -i "noto sans cjk" >/dev/null || missing+=(fonts-noto-cjk)
  command -v python3 >/dev/null || missing+=(python3)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm) # Debian keeps it in a package of its own.
  if [ ${#missing[@]} -gt 0 ]; then
    echo "installing: ${missing[*]}"
    { as_root apt-get update && DEBIAN_FRONTEND=noninteractive as_root apt-get install -y --no-install-recommends "${missing[@]}"; } >"$results/apt.log" 2>&1 \
      || echo "could not install ${missing[*]} (see $results/apt.log); tests that need them are skipped, or fail where CI=true"
  fi
  # Absent, left half done (npm writes its own list last), or older than what is wanted.
  if command -v npm >/dev/null && [ ! tests/Node/node_modules/.package-lock.json -nt tests/Node/package-lock.json ]; then
    npm ci --prefix tests/Node --no-audit --no-fund --loglevel=error >"$results/npm.log" 2>&1 \
      || echo "npm could not install tests/Node (see $results/npm.log); tests that need it are skipped, or fail where CI=true"
  fi
}

count() { # counter name, summed over all result files
  grep -ho "<Counters [^>]*" "$results"/*.trx 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ sum += $1 } END { print sum + 0 }'
}

install_tools
if ! dotnet build Zaitaku.Bot.sln -nologo -v quiet -clp:NoSummary; then
  echo "0 passed, 1 failed"
  exit 1
fi

# How well the sets are understood: by the rules alone, by the classifiers alone, and as it serves. Floors are tests.
for set in Utterances UtterancesUnseen UtterancesPart6 UtterancesCovers UtterancesPens UtterancesAside; do
  for way in --rules --learned ""; do
    echo "$set ${way:---both}: $(dotnet bot/bin/Debug/net10.0/Zaitaku.Bot.dll evaluate "tests/Understanding/$set.tsv" --brief $way | tr '\n' ' ')"
  done
done

dotnet test tests/Zaitaku.Tests.csproj --no-build -nologo --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal" --results-directory "$results" "$@"
code=$?
passed=$(count passed)
failed=$(count failed)
total=$(count total)
[ "$code" != 0 ] && [ "$failed" = 0 ] && failed=1 # The run itself broke.
[ "$passed" = 0 ] && [ "$failed" = 0 ] && failed=1 # Nothing ran.
echo "$passed passed, $failed failed, $((total - passed - failed > 0 ? total - passed - failed : 0)) skipped"
[ "$failed" = 0 ]
