import type { DefineCommand } from '../commands.ts';
import { definePowerShellBuild } from '../powershell-build.ts';
import { definePowerShellInstall } from '../powershell-install.ts';
import { definePowerShellRequest } from '../powershell-request.ts';

export const definePowerShell: DefineCommand = (program, terminal, end) => {
  const powershell = program
    .command('powershell')
    .description('make and install the PowerShell module, and answer it');
  definePowerShellBuild(powershell, terminal, end);
  definePowerShellInstall(powershell, terminal, end);
  definePowerShellRequest(powershell, terminal, end);
};
