#!/usr/bin/env bash
# Trains the two classifiers of bot/Understanding/Learned anew from the project's own sets. The sets kept aside are never among them.
set -euo pipefail
cd "$(dirname "$0")/.."
sets=tests/Understanding
dotnet run --project bot -- train \
    --utterances $sets/Utterances.tsv $sets/UtterancesUnseen.tsv $sets/UtterancesPart6.tsv $sets/UtterancesCovers.tsv $sets/UtterancesPens.tsv $sets/UtterancesStories.tsv \
    --danger $sets/Danger.tsv $sets/DangerPens.tsv $sets/DangerStories.tsv $sets/DangerKnowledge.tsv --into bot/Understanding/Learned
