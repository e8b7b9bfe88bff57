#!/bin/sh
# Forwards to eng/Build, where the commands are. Needs the .NET 10 SDK only.
exec dotnet run --verbosity quiet --project "$(dirname "$0")/eng/Build" -- "$@"
