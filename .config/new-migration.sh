#!/usr/bin/env bash
# Scaffolds a migration and takes the column types out of it, so that another provider can read it too.
# Usage: .config/new-migration.sh NAME   (needs the dotnet-ef tool, 10.0.15 works against EF Core 6)
set -euo pipefail
cd "$(dirname "$0")/.."
[ "${1:-}" ] && dotnet ef migrations add "$1" --project storage --startup-project storage
for file in storage/Migrations/*.cs; do
  perl -0pi -e 's/type: "(TEXT|INTEGER|REAL|BLOB)",\s*//g; s/\(type: "(TEXT|INTEGER|REAL|BLOB)"\)/()/g; s/\s*\.HasColumnType\("[A-Z]+"\)//g' "$file"
done
