using System.Management.Automation;

namespace ImageBuilderPS.Bench.EmptyModule;

/// <summary>The only cmdlet of a module that does nothing: what the import of any compiled module costs.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : Cmdlet;
