// Kills silos under load and counts what was lost. Usage: dotnet run -c Release --project benchmarks/Soak -- --help
using OrleansPool;
using OrleansPool.Measuring;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Modes;

if (!ReleaseBuild.IsRunning())
{
    return ReleaseBuild.Refused;
}

var command = new SoakCommand();
command.Root.SetAction(async (arguments, _) =>
{
    SoakOptions options = command.Read(arguments);
    try
    {
        bool isGood = options switch
        {
            { Scale.Length: > 0 } => await ScaleMode.RunAsync(options),
            { IsRolling: true } => await RollingMode.RunAsync(options),
            { StoreAway: { } away } => await StoreAwayMode.RunAsync(options, away),
            { Partition: { } cut } => await PartitionMode.RunAsync(options, cut),
            _ => await KillMode.RunAsync(options),
        };
        return isGood ? 0 : 1;
    }
    catch (PoolException error)
    {
        Console.Error.WriteLine($"The client saw {error.GetType().Name}: {error.Message}");
        return 1;
    }
    catch (InvalidOperationException error)
    {
        Console.Error.WriteLine($"The hammer could not go on: {error.Message}");
        return 1;
    }
});
return await command.Root.Parse(args).InvokeAsync();
