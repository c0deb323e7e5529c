using System.CommandLine;
using OrleansPool.Silo.CommandLine;

// The same command as "orleanspool silo", as a program of its own: options and action are the command's, help and version the root's.
var silo = new SiloCommand();
var root = new RootCommand(silo.Description!) { Action = silo.Action };
foreach (Option option in silo.Options)
{
    root.Options.Add(option);
}

return await CommandRun.InvokeAsync(root, args);
