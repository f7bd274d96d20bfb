#!/bin/bash
# Renders a deck with eight tasks of an array that share one output folder. Submit it where the deck is; what follows
# its name goes to `placard render`:
#
#   sbatch render.sh
#   sbatch --array=1-40 render.sh --deck CardSpecs/deck.json --output /shared/cards
#
#SBATCH --job-name=placard
#SBATCH --array=1-8
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=2
#SBATCH --mem-per-cpu=1G
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=placard-%A-%a.log

set -eu
exec placard render --shard auto --jobs "$SLURM_CPUS_PER_TASK" "$@"
