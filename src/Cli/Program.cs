using OrleansPool.Cli.Running;
using OrleansPool.Silo.CommandLine;

return await CommandRun.InvokeAsync(Tool.Make(), args);
