using System.CommandLine;
using OrleansPool.Silo;

var root = new RootCommand("Runs functions over many items on all cores and on clusters of silos.") { new SiloCommand() };
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
