# In milliseconds. Accept: from the end of the prompt to the word `accepted`; a cold start of PowerShell under a virus scanner takes
# a good part of it. End: from the last message to the end of the process. Undo: how long an interrupted call waits for the undo.
function Get-PwElevationLimit {
    [CmdletBinding()]
    [OutputType([hashtable])]
    param ()

    return @{ Accept = 60000; End = 10000; Undo = 300000 }
}
