# Where policies, plans and reports are: a bucket, or a folder where the address is none of S3. Names have slashes.

function Split-Store([string] $address) {
    $bucket, $prefix = ($address -replace '^s3://').TrimEnd('/').Split('/', 2)
    @{ BucketName = $bucket; Prefix = $prefix ? "$prefix/" : '' }
}

# Reads a file into a folder of this machine, and writes its path.
function Receive-StoreFile([string] $Store, [string] $Name, [string] $Folder) {
    $file = Join-Path $Folder ($Name.Split('/')[-1])
    if ($Store -like 's3://*') {
        $place = Split-Store $Store
        $null = Read-S3Object -BucketName $place.BucketName -Key "$($place.Prefix)$Name" -File $file
    }
    else { Copy-Item (Join-Path $Store $Name) $file }
    $file
}

function Send-StoreFile([string] $Store, [string] $Name, [string] $File) {
    if ($Store -like 's3://*') {
        $place = Split-Store $Store
        Write-S3Object -BucketName $place.BucketName -Key "$($place.Prefix)$Name" -File $File
    }
    else {
        $target = Join-Path $Store $Name
        $null = New-Item -ItemType Directory -Force (Split-Path $target)
        Copy-Item $File $target
    }
}

# The names of the files below a folder of the store.
function Get-StoreName([string] $Store, [string] $Folder) {
    if ($Store -like 's3://*') {
        $place = Split-Store $Store
        (Get-S3Object -BucketName $place.BucketName -KeyPrefix "$($place.Prefix)$Folder/").Key.Where{ $_ -notlike '*/' } | ForEach-Object { $_.Substring($place.Prefix.Length) }
    }
    elseif (Test-Path (Join-Path $Store $Folder)) {
        Get-ChildItem -File -Recurse (Join-Path $Store $Folder) | ForEach-Object { [IO.Path]::GetRelativePath($Store, $_.FullName).Replace('\', '/') }
    }
}
