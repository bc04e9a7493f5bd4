function Get-PwCleanEnvironment {
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param ()

    if (-not (Test-PwOnWindows)) {
        $clean = [ordered] @{
            PATH         = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
            PSModulePath = [IO.Path]::Combine($PSHOME, 'Modules')
        }
        foreach ($name in 'HOME', 'XDG_STATE_HOME', 'PORTWRIGHT_ELEVATED') {
            $value = [Environment]::GetEnvironmentVariable($name)
            if ($value) { $clean[$name] = $value }
        }
        return $clean
    }
    $windows = [Environment]::GetFolderPath('Windows')
    $system = [Environment]::SystemDirectory
    return [ordered] @{
        SystemRoot          = $windows
        windir              = $windows
        SystemDrive         = $windows.Substring(0, 2)
        OS                  = 'Windows_NT'
        ComSpec             = "$system\cmd.exe"
        PATHEXT             = '.COM;.EXE;.BAT;.CMD'
        Path                = "$system;$windows;$system\Wbem;$system\WindowsPowerShell\v1.0"
        PSModulePath        = [IO.Path]::Combine($PSHOME, 'Modules')
        ProgramData         = [Environment]::GetFolderPath('CommonApplicationData')
        ProgramFiles        = [Environment]::GetFolderPath('ProgramFiles')
        'ProgramFiles(x86)' = [Environment]::GetFolderPath('ProgramFilesX86')
        CommonProgramFiles  = [Environment]::GetFolderPath('CommonProgramFiles')
        ProgramW6432        = [Environment]::GetFolderPath('ProgramFiles')
        USERPROFILE         = [Environment]::GetFolderPath('UserProfile')
        APPDATA             = [Environment]::GetFolderPath('ApplicationData')
        LOCALAPPDATA        = [Environment]::GetFolderPath('LocalApplicationData')
        USERNAME            = [Environment]::UserName
        USERDOMAIN          = [Environment]::UserDomainName
        COMPUTERNAME        = [Environment]::MachineName
        TEMP                = "$([Environment]::GetFolderPath('LocalApplicationData'))\Temp"
        TMP                 = "$([Environment]::GetFolderPath('LocalApplicationData'))\Temp"
    }
}
