function Get-PwContainerRead {
    <#
    .SYNOPSIS
        Plans what shows that a container serves: first what Docker says of it, then its ports as Windows sees them.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Fact,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $inspect = Get-PwInspectRead -Fact $Fact
    $inspect
    if (-not $Reading.Contains($inspect.Key)) { return }
    $container = Get-PwContainer -Fact $Fact -Reading $Reading
    if ($null -eq $container -or $container.Status -cne 'running') { return }
    $asked = @(Get-PwAskedBinding -Container $container)
    if ($asked.Count -gt 0) { Get-PwQuestionRead -Name 'listeners' }
    foreach ($binding in $asked) {
        Get-PwBindRead -Protocol $binding.Protocol -Port $binding.HostPort
        if ($binding.Protocol -eq 'tcp') { Get-PwConnectRead -Binding $binding }
    }
}
