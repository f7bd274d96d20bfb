#!/bin/bash
# Joins what the tasks of render.sh made. What follows its name goes to `placard manifest merge`:
#
#   sbatch --dependency=afterany:JOB merge.sh
#   sbatch --dependency=afterany:JOB merge.sh /shared/cards
#
#SBATCH --job-name=placard-merge
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=1G
#SBATCH --time=00:30:00
#SBATCH --output=placard-merge-%j.log

set -eu
exec placard manifest merge "$@"
