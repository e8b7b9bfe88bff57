# Prints the public surface of the module as sorted lines: the cmdlets with their parameters, and the public types with their members.
param(
    # The folder of the module: a checkout that is built, or a package.
    [Parameter(Mandatory)] [string] $Module
)
$ErrorActionPreference = 'Stop'

# Commas in types are without a space: a comma with a space separates parameters.
function Format-Type([type] $Type) {
    if ($Type.IsByRef) {
        return (Format-Type $Type.GetElementType()) + '&'
    }
    if ($Type.IsArray) {
        return (Format-Type $Type.GetElementType()) + '[' + ',' * ($Type.GetArrayRank() - 1) + ']'
    }
    if ($Type.IsGenericParameter) {
        return $Type.Name
    }
    if ($Type.IsGenericType) {
        $arguments = foreach ($argument in $Type.GetGenericArguments()) { Format-Type $argument }
        return ($Type.GetGenericTypeDefinition().FullName -replace '`\d+') + '<' + ($arguments -join ',') + '>'
    }
    $Type.FullName
}

function Format-Value($Value) {
    if ($null -eq $Value) {
        return 'null'
    }
    if ($Value -is [string]) {
        return "'$Value'"
    }
    # PowerShell formats numbers in strings without the culture.
    "$Value"
}

function Format-Parameters([Reflection.MethodBase] $Method) {
    $parameters = foreach ($parameter in $Method.GetParameters()) {
        $default = if ($parameter.IsOptional) { ' = ' + (Format-Value $parameter.RawDefaultValue) }
        (Format-Type $parameter.ParameterType) + " $($parameter.Name)$default"
    }
    '(' + ($parameters -join ', ') + ')'
}

function Format-Accessors([Reflection.PropertyInfo] $Property) {
    $setter = $Property.GetSetMethod()
    $accessors = @(
        if ($Property.GetGetMethod()) {
            'get;'
        }
        if ($setter) {
            if ($setter.ReturnParameter.GetRequiredCustomModifiers().Name -contains 'IsExternalInit') { 'init;' } else { 'set;' }
        }
    )
    "{ $accessors }"
}

function Format-Member([Reflection.MemberInfo] $Member) {
    $owner = Format-Type $Member.DeclaringType
    $first = if ($Member.MemberType -eq 'Property') { @($Member.GetAccessors())[0] } else { $Member }
    $static = if ($first.IsStatic) { 'static ' }
    switch ($Member.MemberType) {
        Constructor {
            "$owner$(Format-Parameters $Member) : constructor"
        }
        Field {
            $value = if ($Member.IsLiteral) { ' = ' + (Format-Value $Member.GetRawConstantValue()) }
            "$owner.$($Member.Name) : ${static}field $(Format-Type $Member.FieldType)$value"
        }
        Method {
            $generic = if ($Member.IsGenericMethod) { "<$($Member.GetGenericArguments().Name -join ',')>" }
            "$owner.$($Member.Name)$generic$(Format-Parameters $Member) : ${static}method $(Format-Type $Member.ReturnType)"
        }
        Property {
            "$owner.$($Member.Name) : ${static}property $(Format-Type $Member.PropertyType) $(Format-Accessors $Member)"
        }
        default {
            "$owner.$($Member.Name) : $("$_".ToLowerInvariant())"
        }
    }
}

function Get-TypeKind([type] $Type) {
    if ($Type.IsEnum) {
        return 'enum'
    }
    if ($Type.IsValueType) {
        return 'struct'
    }
    if ($Type.IsInterface) {
        return 'interface'
    }
    if ($Type.IsAbstract -and $Type.IsSealed) {
        return 'static class'
    }
    if ($Type.IsAbstract) {
        return 'abstract class'
    }
    if ($Type.IsSealed) { 'sealed class' } else { 'class' }
}

function Get-TypeSurface([type] $Type) {
    $base = if ($Type.BaseType) { "; base $(Format-Type $Type.BaseType)" }
    # What the runtime's own enum implements differs from one runtime to another.
    $interfaces = if (-not $Type.IsEnum) { @(foreach ($interface in $Type.GetInterfaces()) { Format-Type $interface }) | Sort-Object }
    $list = if ($interfaces) { "; interfaces $($interfaces -join ', ')" }
    "$(Format-Type $Type) ($(Get-TypeKind $Type))$base$list"
    # The methods of properties are left out, the operators are not; and so are names that a compiler made up.
    $Type.GetMembers('Public, Instance, Static, DeclaredOnly').Where{
        $_.MemberType -ne 'NestedType' -and -not $_.Name.StartsWith('<') -and
        ($_.MemberType -ne 'Method' -or -not $_.IsSpecialName -or $_.Name.StartsWith('op_'))
    }.ForEach{ Format-Member $_ }
}

function Format-Set([string] $Name, [Management.Automation.ParameterSetMetadata] $Set) {
    $says = @(
        if ($Set.IsMandatory) { 'mandatory' }
        if ($Set.Position -ge 0) { "position $($Set.Position)" }
        if ($Set.ValueFromPipeline) { 'from pipeline' }
        if ($Set.ValueFromPipelineByPropertyName) { 'by property name' }
    )
    $label = if ($Name -eq [Management.Automation.ParameterAttribute]::AllParameterSets) { 'all sets' } else { "set $Name" }
    "; $label $($says -join ', ')".TrimEnd()
}

function Get-CmdletSurface([Management.Automation.CmdletInfo] $Cmdlet) {
    $metadata = [Management.Automation.CommandMetadata]::new($Cmdlet)
    $says = @(
        'cmdlet'
        if ($metadata.DefaultParameterSetName) { "default set $($metadata.DefaultParameterSetName)" }
        if ($metadata.SupportsShouldProcess) { 'SupportsShouldProcess'; "ConfirmImpact $($metadata.ConfirmImpact)" }
    )
    $outputs = $Cmdlet.OutputType.Name | Sort-Object -Unique
    "$($Cmdlet.Name) ($($says -join '; ')) : $($outputs -join ', ')".TrimEnd()
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    foreach ($parameter in $Cmdlet.Parameters.Values.Where{ $_.Name -notin $common }) {
        $aliases = if ($parameter.Aliases) { "; aliases $(($parameter.Aliases | Sort-Object) -join ', ')" }
        $sets = foreach ($name in $parameter.ParameterSets.Keys | Sort-Object) { Format-Set $name $parameter.ParameterSets[$name] }
        "$($Cmdlet.Name) -$($parameter.Name) : $(Format-Type $parameter.ParameterType)$aliases$(-join $sets)"
    }
}

$cmdlets = (Import-Module (Join-Path $Module ImageBuilderPS.psd1) -PassThru).ExportedCmdlets.Values
$folder = Split-Path @($cmdlets)[0].ImplementingType.Assembly.Location
$types = foreach ($file in 'ImageBuilderPS.dll', 'ImageBuilderPS.Core.dll') {
    [Reflection.Assembly]::LoadFrom((Join-Path $folder $file)).GetExportedTypes()
}
$lines = [string[]] @(
    foreach ($cmdlet in $cmdlets) { Get-CmdletSurface $cmdlet }
    foreach ($type in $types) { Get-TypeSurface $type }
)
[array]::Sort($lines, [StringComparer]::Ordinal)
$lines
