function Test-PwBinding {
    <#
    .SYNOPSIS
        Judges one published port: held, by Docker's process alone, and answering.
    .OUTPUTS
        IsMet and Found.
    #>
    [CmdletBinding()]
    param (
        [Parameter(Mandatory)] [object] $Binding,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [hashtable] $Reading
    )

    $bind = Get-PwQuestionInteger -Reading $Reading -Name 'socketError' -Read (Get-PwBindRead -Protocol $Binding.Protocol -Port $Binding.HostPort)
    $connect = 0
    if ($Binding.Protocol -eq 'tcp') {
        $connect = Get-PwQuestionInteger -Reading $Reading -Name 'socketError' -Read (Get-PwConnectRead -Binding $Binding)
    }
    $holder = @(Get-PwHolder -Binding $Binding -Reading $Reading)
    # Docker Desktop's backend (docker/docs), in older versions vpnkit, behind WSL's relay wslrelay.
    $stranger = @($holder | Where-Object -FilterScript { $_ -notmatch 'docker|vpnkit|wslrelay' })
    $who = $(if ($holder.Count -eq 0) { 'nobody' } else { $holder -join ' and ' })
    $reached = $(if ($Binding.Protocol -ne 'tcp') { '' } elseif ($connect -eq 0) { ', accepts connections' } else { ", connect fails with $connect" })
    @{
        # 10048 WSAEADDRINUSE: somebody holds it, and that is right.
        IsMet = $bind -eq 10048 -and $connect -eq 0 -and $holder.Count -gt 0 -and $stranger.Count -eq 0
        Found = "$($Binding.Protocol) $($Binding.HostPort) is held by $who (a second bind gives $bind)$reached"
    }
}
