using OrleansPool.Cli.Exec;
using OrleansPool.Cli.Running;
using OrleansPool.Silo.CommandLine;

return await CommandRun.InvokeAsync(Tool.Make(), args, command => command is ExecCommand ? ToolExit.WrongExecUsage : ToolExit.WrongUsage);
