# Forwards to eng/Build, where the commands are. Needs the .NET 10 SDK only.
dotnet run --verbosity quiet --project "$PSScriptRoot/eng/Build" -- @args
exit $LASTEXITCODE
