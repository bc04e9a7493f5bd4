function Test-PwContainerServesPromise {
    <#
    .SYNOPSIS
        The container must run, have every port it asked for, and each must be Docker's and answer.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $container = Get-PwContainer -Fact $Fact -Reading $Reading
    if ($null -eq $container) { return @{ IsMet = $false; Found = 'no such container' } }
    if ($container.Status -cne 'running') { return @{ IsMet = $false; Found = "the container is $($container.Status)" } }
    $judgement = @(foreach ($binding in @(Get-PwAskedBinding -Container $container)) { Test-PwBinding -Binding $binding -Reading $Reading })
    $found = @('it runs') + @($judgement | ForEach-Object -Process { $_.Found })
    $isPublished = Test-PwPublished -Container $container
    if (-not $isPublished) { $found += 'Docker does not publish every port it asks for' }
    $unmet = @($judgement | Where-Object -FilterScript { -not $_.IsMet })
    @{ IsMet = $isPublished -and $unmet.Count -eq 0; Found = Format-PwList -Text $found }
}
