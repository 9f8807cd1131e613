#!/usr/bin/env bash
# What action.yml runs: annotations on standard output, a summary, SARIF, outputs; exits as `check` does.
# Inputs come by the environment, never by the text of the script, so that none of them can run anything.
set -euo pipefail

options=(--fail-on "${INPUT_FAIL_ON:-warning}")
[ -z "${INPUT_DIFF:-}" ] || options+=(--diff "$INPUT_DIFF")
[ -z "${INPUT_CONFIG:-}" ] || options+=(--config "$INPUT_CONFIG")
read -ra paths <<<"${INPUT_PATHS:-}"

check() { profiling-scope check "${options[@]}" "$@" -- ${paths[@]+"${paths[@]}"}; }

status=0
check --output-format github || status=$?
if [ "$status" -gt 1 ]; then # the other formats would only say it again
  echo "::error title=profiling-scope::not everything could be checked; the log of this step says why"
else
  check --quiet --exit-zero --output-format markdown >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  findings=$(check --quiet --exit-zero --output-format jsonl | wc -l)
  echo "findings=$((findings))" >>"${GITHUB_OUTPUT:-/dev/null}"
  if [ -n "${INPUT_SARIF_FILE:-}" ]; then
    check --quiet --exit-zero --output-format sarif --output-file "$INPUT_SARIF_FILE"
    echo "sarif-file=$INPUT_SARIF_FILE" >>"${GITHUB_OUTPUT:-/dev/null}"
  fi
fi
exit "$status"
