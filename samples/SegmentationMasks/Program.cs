using System.CommandLine;
using OrleansPool;
using OrleansPool.Samples.SegmentationMasks.CommandLine;
using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Running;

var command = new MaskCommand();
ParseResult arguments = command.Root.Parse(args);
if (arguments.Errors.Count > 0)
{
    Console.Error.WriteLine(arguments.Errors[0].Message);
    return ExitCode.WrongUsage;
}

command.Root.SetAction(RunAsync);

// Ctrl+C cancels the run; this is how long it may take to put away what it has before the process ends all the same.
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });

async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
{
    try
    {
        if (SettingsReader.Read(command, parsed) is not { } settings)
        {
            Console.Error.WriteLine($"{parsed.GetValue(command.Folder)} has no photographs ({PhotographFolder.EndingList}).");
            return ExitCode.AllWell;
        }

        return await MaskRun.RunAsync(settings, cancellationToken) ? ExitCode.AllWell : ExitCode.SomethingFailed;
    }
    catch (UsageException error)
    {
        Console.Error.WriteLine(error.Message);
        return ExitCode.WrongUsage;
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException or PoolException)
    {
        Console.Error.WriteLine(error.Message);
        return ExitCode.SomethingFailed;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Interrupted. The masks saved so far are whole.");
        return ExitCode.Interrupted;
    }
}
