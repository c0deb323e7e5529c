using System.CommandLine;
using OrleansPool.Silo.CommandLine;

var root = new RootCommand("Runs functions over many items on all cores and on clusters of silos.") { new SiloCommand() };
return await CommandRun.InvokeAsync(root, args);
