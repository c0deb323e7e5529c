using System.CommandLine;
using OrleansPool.Silo;

return await new SiloCommand().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
